import type { Block, Button, Card } from '../chat/card.ts';
import { ellipsis } from '../chat/cut.ts';
import type { Row } from '../database/database.ts';
import type { KeyPoint, Question } from '../domain/question.ts';
import { privateDropCard } from '../practice/drop-cards.ts';
import type { Verdict } from './grades.ts';

/** Asks for one key point, without naming it. */
export function pointCard(recall: string, question: Question, { hint = '' }: KeyPoint): Card {
  return {
    summary: `Recall: ${hint}`,
    blocks: [
      { type: 'header', text: 'Recall' },
      { type: 'text', text: [{ bold: hint }] },
      { type: 'context', text: `You’ve met this question: ${ellipsis(question.prompt, 300)}` },
      {
        type: 'buttons',
        buttons: [
          { label: 'Answer', action: 'recall-answer', value: recall, style: 'primary' },
          { label: 'I don’t know', action: 'recall-unknown', value: recall },
          { label: 'Skip', action: 'recall-skip', value: recall },
        ],
      },
    ],
  };
}

/** Asks the whole question once more. */
export function wholeQuestionCard(
  { id, drop_id }: Pick<Row<'recalls'>, 'id' | 'drop_id'>,
  question: Question,
  trackTitle: string,
): Card {
  const card = privateDropCard({ id: drop_id ?? '' }, question, trackTitle);
  const why = 'Several key points of this question are due, so here it is as a whole.';
  return {
    ...card,
    summary: `Recall: ${question.prompt}`,
    blocks: [
      { type: 'header', text: `Recall · ${trackTitle}` },
      { type: 'context', text: why },
      ...card.blocks.slice(1),
      { type: 'buttons', buttons: [{ label: 'Skip', action: 'recall-skip', value: id }] },
    ],
  };
}

const howItWorks =
  'Whetstone remembers which key points you made and which you missed, and asks again shortly before you’d forget them.';

/** There is nothing to ask now. */
export function nothingDueCard(next: Date | undefined, isLater: boolean): Card {
  const text = isLater ? 'That’s all for today.' : 'Nothing is due today.';
  const when: Block[] = next
    ? [{ type: 'text', text: ['The next key point is due ', { time: next, style: 'relative' }, '.'] }]
    : [];
  return {
    summary: text,
    blocks: [
      { type: 'header', text: 'Recall' },
      { type: 'text', text },
      ...when,
      {
        type: 'context',
        text:
          next || isLater
            ? howItWorks
            : [
                `${howItWorks} Answer a question first, for example with `,
                { code: '/interview question private' },
                '.',
              ],
      },
    ],
  };
}

/** The day's limit is reached. */
export function enoughCard(asked: number, left: number, perDay: number): Card {
  const text = `That’s it for today: ${asked} asked.`;
  const more = left === 1 ? '1 more key point is due.' : `${left} more key points are due.`;
  return {
    summary: text,
    blocks: [
      { type: 'header', text: 'Recall' },
      { type: 'text', text: `${text} ${more}` },
      {
        type: 'context',
        text: [
          `You’re asked up to ${perDay} a day; change it with `,
          { code: '/interview recall set 5' },
          '.',
        ],
      },
      { type: 'buttons', buttons: [{ label: 'One more', action: 'recall', value: 'more' }] },
    ],
  };
}

/** What a reading of a reply came to; 'language' where the coach can't read it. */
export type Outcome = Verdict | 'language';

const titles: Readonly<Record<Outcome, string>> = {
  covered: 'You made the point',
  unsure: 'Maybe: compare for yourself',
  missing: 'Not this time',
  language: 'Compare for yourself',
};

/** Shows a key point after it was asked for, and when it comes again. */
export function revealCard(recall: string, outcome: Outcome, point: KeyPoint, due: Date | undefined): Card {
  const [example] = point.examples;
  const corrections: Button[] =
    outcome === 'covered' ? [] : [{ label: 'I did make it', action: 'recall-made', value: recall }];
  return {
    summary: `${titles[outcome]}: ${point.text}`,
    ...(outcome === 'covered' ? { tone: 'success' } : {}),
    blocks: [
      { type: 'header', text: titles[outcome] },
      ...(outcome === 'language'
        ? [{ type: 'context', text: 'The offline coach, which reads this, only knows English.' } as const]
        : []),
      { type: 'text', text: [{ bold: 'The point: ' }, point.text] },
      ...(example === undefined ? [] : [{ type: 'quote', text: example } as const]),
      ...(due
        ? [{ type: 'context', text: ['It’s due again ', { time: due, style: 'relative' }, '.'] } as const]
        : []),
      { type: 'buttons', buttons: [...corrections, { label: 'Next', action: 'recall', value: '' }] },
    ],
  };
}
