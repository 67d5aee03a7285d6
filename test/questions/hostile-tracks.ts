import fc from 'fast-check';
import {
  categories,
  levels,
  type Question,
  questionSchema,
  type Track,
  trackSchema,
} from '../../src/domain/question.ts';

/** What some format gives a meaning of its own. */
const pieces = fc.constantFrom(
  ...'|\\`~#>-+*_=@!&<:;,.\'"[](){}%0 \t\n',
  '# a heading',
  '\n## backend/other\n',
  '### Tip',
  '```',
  '~~~',
  '```text',
  '- item',
  '  - nested',
  '1. one',
  '> quoted',
  '<!--',
  '[a]: b',
  '\n\n',
  '\n---\n',
  '===',
  '---',
  '    code',
  'key: value',
  ': ',
  ' #',
  '? ',
  '> ',
  '~ ',
  'Hint: ',
  'example: ',
  'CUE:',
  '\\|',
  '\\\\',
  '""',
  '=1+1',
  "'=1+1",
  'null',
  'true',
  '2026-11-24',
  '0x1f',
  '&anchor',
  '*alias',
  '!!tag',
  '{{}}',
  'é',
  '🤺',
  '\u2028',
  '\u00a0',
  '\ufeff',
  '\u202e',
  '\ufffe',
);

const words = fc.lorem({ maxCount: 3 });
const hostile = fc.array(fc.oneof(pieces, words, fc.string({ unit: 'grapheme', maxLength: 6 })), {
  minLength: 1,
  maxLength: 6,
});
const text = fc.oneof(
  { weight: 4, arbitrary: hostile.map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }) },
);
const identifier = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}$/);
const texts = fc.array(text, { maxLength: 3 });
const misconception = fc.record(
  { text, hint: text, examples: texts },
  { requiredKeys: ['text', 'examples'] },
);
const keyPoint = fc
  .tuple(misconception, fc.record({ id: identifier, cues: texts }))
  .map(([point, more]) => ({ ...point, ...more }));

const question = fc.record({
  id: identifier,
  category: fc.constantFrom(...categories),
  level: fc.constantFrom(...levels),
  prompt: text,
  sample_answer: text,
  tip: text,
  key_points: fc.array(keyPoint, { minLength: 3, maxLength: 4 }),
  misconceptions: fc.array(misconception, { maxLength: 2 }),
  follow_ups: fc.array(text, { minLength: 2, maxLength: 3 }),
  tags: fc.array(identifier, { maxLength: 3 }),
});

/** Questions as the schema gives them back, with texts as hostile as it lets through. */
export const hostileTracks: fc.Arbitrary<Track[]> = fc
  .uniqueArray(
    fc.record({
      id: identifier,
      title: text,
      description: text,
      preparation_tips: fc.array(text, { minLength: 5, maxLength: 6 }),
      related: fc.array(identifier, { maxLength: 2 }),
      topics: fc.array(identifier, { maxLength: 2 }),
      questions: fc.uniqueArray(question, { selector: ({ id }) => id, minLength: 1, maxLength: 3 }),
    }),
    { selector: ({ id }) => id, maxLength: 3 },
  )
  .map((tracks) =>
    tracks.map((track) => ({
      ...track,
      questions: track.questions.map((one) => ({ ...one, id: `${track.id}/${one.id}` })),
    })),
  )
  .filter((tracks) => tracks.every((track) => trackSchema.safeParse(track).success))
  .map((tracks) => tracks.map((track) => trackSchema.parse(track)));

/** A question that is right in every respect, and easy to read in a test. */
export function plainQuestion(id: string, more: Partial<Question> = {}): Question {
  const point = (name: string) => ({
    id: name,
    text: `Says ${name}`,
    hint: `What comes with ${name}?`,
    examples: [`I begin with ${name}.`, `It was ${name} that helped.`],
    cues: [name, `${name} again`],
  });
  return questionSchema.parse({
    id,
    category: 'technical',
    level: 'beginner',
    prompt: `What is ${id}?`,
    sample_answer: 'It is what it is, and I measured it before I said so.',
    tip: 'Say it briefly.',
    key_points: ['alpha', 'beta', 'gamma'].map(point),
    misconceptions: [{ text: 'It is something else', examples: ['That is something else entirely.'] }],
    follow_ups: ['Why?', 'When?'],
    tags: ['letters'],
    ...more,
  });
}

export function plainTrack(id: string, questions: readonly Question[]): Track {
  return {
    id,
    title: `The ${id} role`,
    description: 'What it is about.',
    preparation_tips: ['One.', 'Two.', 'Three.', 'Four.', 'Five.'],
    related: [],
    topics: [],
    questions: [...questions],
  };
}
