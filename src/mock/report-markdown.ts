import { plainText } from '../chat/card.ts';
import { clean } from '../chat/clean.ts';
import type { MockQuestion } from './mocks.ts';
import type { Report } from './report.ts';
import { fieldsOf, pointsOf, sayQuestion, sayWorkOn } from './report-card.ts';

/** The report of a mock as a document to keep, with all that was said. */
export function reportMarkdown(report: Report): string {
  const { mock, questions, workOn, comments } = report;
  const parts = [
    `# Mock interview, ${mock.started_at.toISOString().slice(0, 10)}`,
    list(fieldsOf(report).map(({ label, value }) => `**${label}:** ${plainText(value)}`)),
    ...questions.flatMap(questionParts),
    ...(workOn.length > 0
      ? ['## Work on', list(workOn.map(({ point, practise }) => sayWorkOn(point.text, practise)))]
      : []),
    ...(comments.length > 0 ? ['## A mentor’s comments', ...comments.map(({ text }) => quote(text))] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function questionParts(one: MockQuestion): string[] {
  const points = pointsOf(one);
  return [
    `## ${one.place}. ${one.question.prompt.replace(/\s+/g, ' ')}`,
    sayQuestion(one),
    ...(one.answer ? [quote(one.answer.text)] : []),
    ...(points.length > 0 ? [list(points)] : []),
    ...one.replies.flatMap(({ question, reply }) => [`**Follow-up:** ${question}`, quote(reply)]),
  ];
}

const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');

/** What somebody wrote, line by line, so that none of it becomes a heading. */
const quote = (text: string) =>
  clean(text)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
