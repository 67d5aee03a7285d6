import type { FormValues } from '../chat/form.ts';
import {
  type Category,
  type KeyPoint,
  type Misconception,
  type Question,
  questionSchema,
} from '../domain/question.ts';
import { cleanText } from '../practice/answer-text.ts';

/** What people write of a key point or a misconception. */
type Written = Pick<Misconception, 'text' | 'hint'>;

/** A question as people write it in a form: a list has a line for each entry. */
export type QuestionFields = Readonly<Record<'prompt' | 'points' | 'sample' | 'tip' | 'followUps', string>>;

const wrong = 'Wrong:';
const separator = '|';

/** As in `Restores service first | While users waited, what did you do first?`. Examples and cues aren't shown. */
export function toFields(question: Question): QuestionFields {
  const line = ({ text, hint }: Written) => (hint === undefined ? text : `${text} ${separator} ${hint}`);
  return {
    prompt: question.prompt,
    points: [
      ...question.key_points.map(line),
      ...question.misconceptions.map((one) => `${wrong} ${line(one)}`),
    ].join('\n'),
    sample: question.sample_answer,
    tip: question.tip,
    followUps: question.follow_ups.join('\n'),
  };
}

/** What the form lacks: who the question is, and what an edited one had before. */
export type QuestionBase = Pick<Question, 'id' | 'category' | 'level'> &
  Partial<Pick<Question, 'key_points' | 'misconceptions' | 'tags'>>;

/** The question that was written, or what is wrong with it by field. */
export function fromFields(
  values: FormValues,
  base: QuestionBase,
): { readonly question: Question } | { readonly errors: Partial<Record<keyof QuestionFields, string>> } {
  const text = (field: keyof QuestionFields) => cleanText(values[field] ?? '');
  const lines = (field: keyof QuestionFields) =>
    text(field)
      .split('\n')
      .map((line) => line.replace(/^\s*[-•*]\s+/, '').trim())
      .filter(Boolean);
  const isWrong = (line: string) => line.toLowerCase().startsWith(wrong.toLowerCase());
  const followUps = lines('followUps');
  const { success, data, error } = questionSchema.safeParse({
    id: base.id,
    category: base.category,
    level: base.level,
    prompt: text('prompt'),
    sample_answer: text('sample'),
    tip: text('tip') || usual[base.category].tip,
    key_points: withIds(
      lines('points')
        .filter((line) => !isWrong(line))
        .map(readPoint),
      base.key_points ?? [],
    ),
    misconceptions: withExamples(
      lines('points')
        .filter(isWrong)
        .map((line) => readPoint(line.slice(wrong.length))),
      base.misconceptions ?? [],
    ),
    follow_ups: followUps.length > 0 ? followUps : usual[base.category].followUps,
    tags: base.tags ?? [],
  });
  if (success) return { question: data };
  const wrongFields = error.issues.map(({ path }) => fieldOf[String(path[0])] ?? 'prompt');
  return { errors: Object.fromEntries(wrongFields.map((field) => [field, advice[field]])) };
}

function readPoint(line: string): Written {
  const [text = '', ...rest] = line.split(separator);
  const hint = rest.join(separator).trim();
  return { text: text.trim(), ...(hint !== '' && { hint }) };
}

/** Each that is written with the one that said the same before, of which none comes twice. */
function matched<Before extends Written>(all: readonly Written[], before: readonly Before[]) {
  const left = [...before];
  return all.map((written) => {
    const index = left.findIndex(({ text }) => text === written.text);
    return { written, known: index < 0 ? undefined : left.splice(index, 1)[0] };
  });
}

/** What says the same as before keeps its examples, which the form doesn't show. */
function withExamples(all: readonly Written[], before: readonly Misconception[]): Misconception[] {
  return matched(all, before).map(({ written, known }) => ({ ...written, examples: known?.examples ?? [] }));
}

/** A point that says the same as before keeps its id, examples and cues; a new one is named after its first words. */
function withIds(points: readonly Written[], before: readonly KeyPoint[]): KeyPoint[] {
  const taken = new Set(before.map(({ id }) => id));
  const numbers = new Map<string, number>();
  return matched(points, before).map(({ written, known }) => {
    if (known) return { id: known.id, ...written, examples: known.examples, cues: known.cues };
    const words = written.text
      .toLowerCase()
      .normalize('NFKD')
      .match(/[a-z0-9]+/g);
    const name = words?.slice(0, 4).join('-') ?? 'point';
    let id = name;
    let number = numbers.get(name) ?? 1;
    while (taken.has(id)) id = `${name}-${++number}`;
    numbers.set(name, number);
    taken.add(id);
    return { id, ...written, examples: [], cues: [] };
  });
}

const fieldOf: Readonly<Record<string, keyof QuestionFields>> = {
  prompt: 'prompt',
  sample_answer: 'sample',
  tip: 'tip',
  key_points: 'points',
  misconceptions: 'points',
  follow_ups: 'followUps',
};

export const longest: Readonly<Record<keyof QuestionFields, number>> = {
  prompt: 1500,
  points: 3000,
  sample: 3000,
  tip: 500,
  followUps: 1500,
};

const advice: QuestionFields = {
  prompt: `Write the question, in at most ${longest.prompt} characters.`,
  points:
    'Write 3 to 8 key points, one a line, each of at most 300 characters, and behind a | its hint, of at most 300.',
  sample: `Write what a good answer would say, in at most ${longest.sample} characters.`,
  tip: `Shorten the tip to ${longest.tip} characters.`,
  followUps: 'Write two or more follow-up questions, one a line, each of at most 500 characters; or none.',
};

/** What a question gets that nobody wrote a tip or follow-ups for. */
const usual: Readonly<Record<Category, { readonly tip: string; readonly followUps: readonly string[] }>> = {
  behavioral: {
    tip: 'Tell of one real case: what it was, what you yourself did, and what came of it.',
    followUps: ['What would you do differently today?', 'How did the others see it at the time?'],
  },
  technical: {
    tip: 'Say what you would do and why, and name the price of it.',
    followUps: ['When would this be the wrong choice?', 'How would you find out that it works?'],
  },
  situational: {
    tip: 'Say what you would do first, and what you would leave for later.',
    followUps: ['What would make you change your plan?', 'Whom would you tell, and when?'],
  },
};
