import type { Question, Track } from '../../domain/question.ts';
import type { Format } from './format.ts';
import { namedPart, readMarkdown } from './markdown-read.ts';
import { readSections } from './markdown-sections.ts';
import { headOf, type Part, type Point, partsOf } from './point.ts';

/** Headings for tracks, questions and their parts, for people who write and review in plain text. */
export const markdown: Format = {
  parse: readMarkdown,
  write: (tracks) => tracks.map(writeTrack).join('\n'),
};

function writeTrack({ id, title, description, preparation_tips, related, topics, questions }: Track): string {
  return [
    `# ${title} (${id})\n\n${written(description)}\n`,
    list('## Preparation tips', preparation_tips.map(item)),
    list('## Related', related.map(item)),
    list('## Topics', topics.map(item)),
    ...questions.map(writeQuestion),
  ]
    .filter(Boolean)
    .join('\n');
}

function writeQuestion(question: Question): string {
  return [
    `## ${question.id}\n\n${question.category}, ${question.level}\n`,
    `### Prompt\n\n${written(question.prompt)}\n`,
    `### Sample answer\n\n${written(question.sample_answer)}\n`,
    `### Tip\n\n${written(question.tip)}\n`,
    list('### Key points', question.key_points.map(writePoint)),
    list('### Misconceptions', question.misconceptions.map(writePoint)),
    list('### Follow-ups', question.follow_ups.map(item)),
    list('### Tags', question.tags.map(item)),
  ]
    .filter(Boolean)
    .join('\n');
}

function writePoint(point: Point): string {
  const parts = partsOf(point).map(({ kind, text }) =>
    item(kind === 'example' && !namedPart.test(text) ? text : `${names[kind]}: ${text}`),
  );
  return [item(headOf(point)), ...parts.map(indented)].join('\n');
}

const names: Readonly<Record<Part['kind'], string>> = { hint: 'Hint', example: 'Example', cue: 'Cue' };

const list = (heading: string, items: readonly string[]) =>
  items.length > 0 ? `${heading}\n\n${items.join('\n')}\n` : '';

const indented = (text: string) => text.replace(/^/gm, '  ');

/** The text as it is where it reads the same, else in a fence, in which anything does. */
function written(text: string): string {
  const [section] = readSections(`# before\n\n${text}\n\n# after`).sections;
  return section?.text === text ? text : fence(text);
}

function item(text: string): string {
  const [section, ...others] = readSections(`# before\n\n- ${text}\n\n# after`).sections;
  const entries = section?.entries ?? [];
  const isPlain = others.length === 1 && entries.length === 1 && entries[0]?.text === text;
  return isPlain && entries[0]?.entries.length === 0 ? `- ${text}` : `- ${indented(fence(text)).trimStart()}`;
}

function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}
