import type { Block, Button, Card, Text } from '../chat/card.ts';
import { ellipsis } from '../chat/cut.ts';
import { sayDuration } from './clock.ts';
import type { MockQuestion } from './mocks.ts';
import type { Report, Totals } from './report.ts';

/** The report of a mock, for its member; a mentor whom it was shared with sees the same with other buttons. */
export function reportCard(report: Report, mentor = false): Card {
  const { mock, questions, workOn, comments } = report;
  const title = mentor ? 'Mock interview, shared with you' : 'Your mock interview';
  const answers: Button = { label: 'Show the answers', action: 'mock-answers', value: mock.id };
  const download: Button = { label: 'Download as Markdown', action: 'mock-download', value: mock.id };
  const own: Button[] = [
    ...practiseButtons(report),
    answers,
    download,
    { label: 'Share with a mentor', action: 'mock-share', value: mock.id },
  ];
  return {
    summary: `${title}: ${sayTotals(report.totals)}`,
    blocks: [
      { type: 'header', text: title },
      ...(mentor ? [{ type: 'text', text: ['By ', { member: mock.member_id }] } as const] : []),
      { type: 'fields', fields: fieldsOf(report) },
      ...questions.flatMap(questionBlocks),
      ...(workOn.length > 0 ? [bold('Work on')] : []),
      ...(workOn.length > 0
        ? [
            {
              type: 'list',
              ordered: true,
              items: workOn.map(({ point, practise }) => sayWorkOn(point.text, practise)),
            } as const,
          ]
        : []),
      ...comments.flatMap(({ mentor_id, text }): Block[] => [
        { type: 'text', text: [{ member: mentor_id }, ' says:'] },
        { type: 'quote', text },
      ]),
      {
        type: 'buttons',
        buttons: mentor
          ? [
              { label: 'Comment', action: 'mock-comment', value: mock.id, style: 'primary' },
              answers,
              download,
            ]
          : own,
      },
    ],
  };
}

/** As in "58 of 100, 9 of 16 key points". */
function sayTotals({ score, made, helped, all }: Totals): string {
  const after = helped > 0 ? ` and ${helped} more when asked` : '';
  return [score === null ? '' : `${score} of 100`, `${made} of ${all} key points${after}`]
    .filter(Boolean)
    .join(', ');
}

/** What stands at the top of a report, also as Markdown. */
export function fieldsOf(report: Report): { readonly label: string; readonly value: Text }[] {
  const { mock, questions, totals, topics, dimensions, before, seconds } = report;
  const answered = questions.filter(({ answer }) => answer).length;
  const words = questions.reduce((sum, { answer }) => sum + wordsIn(answer?.text ?? ''), 0);
  return [
    { label: 'Result', value: sayTotals(totals) },
    { label: 'Answered', value: `${answered} of ${mock.planned} questions` },
    {
      label: 'Pace',
      value: `${sayDuration(seconds)} of ${mock.minutes} min${answered > 0 ? `, ${Math.round(words / answered)} words an answer` : ''}`,
    },
    ...(topics.length > 0
      ? [
          {
            label: 'Topics',
            value: topics.map(({ topic, made, all }) => `${topic} ${made}/${all}`).join(' · '),
          },
        ]
      : []),
    ...(dimensions.length > 0
      ? [
          {
            label: 'Dimensions',
            value: dimensions.map(({ name, score }) => `${name} ${score.toFixed(1)}/5`).join(' · '),
          },
        ]
      : []),
    ...(before
      ? [{ label: 'Last time', value: [sayTotals(before), ', ', { time: before.at, style: 'day' } as const] }]
      : []),
  ];
}

export const sayWorkOn = (point: string, practise: string) => `${point}. Practise it with ${practise}.`;

function questionBlocks(one: MockQuestion): Block[] {
  const points = pointsOf(one);
  return [
    { type: 'divider' },
    { type: 'text', text: [{ bold: `${one.place}. ${ellipsis(one.question.prompt, 300)}` }] },
    { type: 'context', text: sayQuestion(one) },
    ...(points.length > 0 ? [{ type: 'list', items: points } as const] : []),
  ];
}

/** How an answer went, as in "66 of 100 · 3 min 20 s · 142 words". */
export function sayQuestion({ state, answer, assessment, isUnread, seconds }: MockQuestion): string {
  if (!answer) return state === 'skipped' ? 'Skipped' : 'Not answered';
  const read =
    answer.score !== null
      ? `${answer.score} of 100`
      : isUnread
        ? 'not read'
        : assessment?.unscored === 'language'
          ? 'no score: the coach only reads English'
          : 'no score';
  return [read, seconds === null ? '' : sayDuration(seconds), `${wordsIn(answer.text)} words`]
    .filter(Boolean)
    .join(' · ');
}

/** What was made and what was missed of a question's key points. */
export function pointsOf({ question, assessment, replies }: MockQuestion): string[] {
  if (!assessment || assessment.unscored) return [];
  return question.key_points.map(({ id, text }) => {
    const reply = replies.find(({ point }) => point === id);
    if (assessment.covered.includes(id)) return `✅ ${text}`;
    if (reply?.verdict === 'covered') return `☑️ ${text} (when asked)`;
    return assessment.unsure.includes(id) || reply?.verdict === 'unsure'
      ? `❔ ${text} (maybe)`
      : `⬜ ${text}`;
  });
}

function practiseButtons({ workOn }: Report): Button[] {
  const questions = [...new Set(workOn.map(({ practise }) => practise))];
  return questions.map((value) => ({ label: `Practise ${value}`, action: 'practise-question', value }));
}

const segments = new Intl.Segmenter(undefined, { granularity: 'word' });

const wordsIn = (text: string): number =>
  [...segments.segment(text)].filter(({ isWordLike }) => isWordLike).length;

const bold = (text: string): Block => ({ type: 'text', text: [{ bold: text }] });
