import type { Block, Text } from '../chat/card.ts';
import type { Assessment, Doubt } from '../domain/coach.ts';

/** What a coach says of an answer, for its card: what it makes, what to work on, what the coach couldn't tell, and what might be asked next. */
export function assessmentBlocks(assessment: Assessment, answerId: string, before?: Assessment): Block[] {
  const { strengths, maybes, misconceptions, dimensions, unscored, improvement, followUp } = assessment;
  if (unscored) return [{ type: 'text', text: unscored === 'language' ? unreadLanguage : improvement }];
  const judged = dimensions?.map(({ name, score }) => `${name} ${score}/5`).join(' · ');
  return [
    { type: 'text', text: coverageLine(assessment) },
    ...context(before && progress(before, assessment)),
    ...context(judged),
    ...section('What you made', strengths),
    ...misconceptions.flatMap((doubt, index) => doubtBlocks(doubt, `${answerId}:${index}`)),
    { type: 'text', text: [{ bold: 'Work on: ' }, improvement] },
    ...section(
      'Not sure about',
      maybes.map((quote) => ['Maybe: ', quote]),
    ),
    { type: 'text', text: [{ bold: 'An interviewer might ask: ' }, followUp] },
  ];
}

const unreadLanguage =
  'This coach only reads English, so there is no score. Your answer counts, and mentors see it first.';

const context = (text: string | undefined): Block[] => (text ? [{ type: 'context', text }] : []);

function section(title: string, items: readonly Text[]): Block[] {
  return items.length === 0
    ? []
    : [
        { type: 'text', text: [{ bold: title }] },
        { type: 'list', items },
      ];
}

function doubtBlocks({ text, quote, hint }: Doubt, value: string): Block[] {
  const said = `You seem to say: “${(quote || text).replace(/(?<![.\s])[.\s]+$/, '')}”. `;
  return [
    { type: 'text', text: [said, 'Is that always so? ', { italic: hint }] },
    { type: 'buttons', buttons: [{ label: 'I didn’t say that', action: 'deny-doubt', value }] },
  ];
}

function coverageLine({ covered, unsure, missing }: Assessment): string {
  const all = covered.length + unsure.length + missing.length;
  const maybe = unsure.length > 0 ? `, and maybe ${unsure.length} more` : '';
  return `You made ${covered.length} of ${all} key points${maybe}.`;
}

/** What an edit gained and lost; undefined where nothing changed. */
function progress(before: Assessment, now: Assessment): string | undefined {
  if (before.score === undefined || now.score === undefined) return undefined;
  const points = now.covered.length - before.covered.length;
  const count = (number: number) => `${number} key ${number === 1 ? 'point' : 'points'}`;
  const scores = `${before.score} → ${now.score}`;
  if (points > 0) return `${count(points)} more than before (${scores}).`;
  if (points < 0) return `${count(-points)} fewer than before (${scores}).`;
  return before.score === now.score ? undefined : `As many key points as before (${scores}).`;
}
