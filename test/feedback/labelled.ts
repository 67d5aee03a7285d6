import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTrialTracks } from '../../src/coach-trial/trial-questions.ts';
import { type Question, trackSchema } from '../../src/domain/question.ts';
import { yaml } from '../../src/questions/formats/yaml.ts';

type Kind =
  | 'strong'
  | 'strong-other-words'
  | 'strong-short'
  | 'medium'
  | 'weak'
  | 'weak-long'
  | 'wrong'
  | 'mistaken'
  | 'off-topic'
  | 'stuffed'
  | 'keywords'
  | 'hostile'
  | 'bullets'
  | 'code'
  | 'against-mistake'
  | 'one-sentence'
  | 'affirming'
  | 'denying'
  | 'foreign'
  | 'not-an-answer';

export interface Labelled {
  readonly id: string;
  readonly question: string;
  readonly kind: Kind;
  /** Absent where nobody said. */
  readonly covered?: readonly string[];
  /** Key points that it rejects in so many words; only where somebody looked for them. */
  readonly denied?: readonly string[];
  readonly answer: string;
  /** The file that it stands in, without its extension. */
  readonly set: string;
}

/** How good an answer of a kind is; of the others none should score like an answer. */
export const rank: Partial<Record<Kind, number>> = {
  strong: 3,
  'strong-other-words': 3,
  'strong-short': 3,
  medium: 2,
  weak: 1,
  'weak-long': 1,
};

/** What makes nothing of the question's points, or makes them only to trick a coach. */
export const worthless: readonly Kind[] = [
  'wrong',
  'mistaken',
  'off-topic',
  'stuffed',
  'keywords',
  'hostile',
];
/** Answers that are right: none of them states a misconception. */
export const right: readonly Kind[] = [
  'strong',
  'strong-other-words',
  'strong-short',
  'medium',
  'bullets',
  'code',
  'against-mistake',
  'one-sentence',
  'affirming',
];

const folder = join(import.meta.dirname, 'answers');

/** Kept until the end: by a writer who knew neither coach nor cues, and never used for fitting. */
const keptSets: readonly string[] = ['final', 'final-own'];

/** All answers of the given sets, or of all but the kept ones. */
export function readLabelled(isWanted = (set: string) => !keptSets.includes(set)): Labelled[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.replace('.jsonl', ''))
    .filter(isWanted)
    .flatMap(readSet);
}

export function readSet(set: string): Labelled[] {
  return (
    readFileSync(join(folder, `${set}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Labelled)
      // Two medium ones to a question that make different points are "medium-a" and "medium-b".
      .map((one) => ({ ...one, set, kind: one.kind.replace(/^(medium)-[ab]$/, '$1') as Kind }))
  );
}

/** Those that the labelled answers are to. */
export async function labelledQuestions(): Promise<Question[]> {
  return (await readTrialTracks()).flatMap(({ questions }) => questions);
}

/** Sets of answers to questions as teams add them, each with its questions beside it. */
export const ownSets = ['own', 'own-more', 'last-own'] as const;

/** Questions as teams add them, without cues, hints and examples. */
export function ownQuestions(file: (typeof ownSets)[number] | 'final-own'): Question[] {
  return trackSchema.parse(yaml.parse(readFileSync(join(folder, `${file}.yaml`), 'utf8')).data).questions;
}

/** A question as a team might have added it. */
export function bare(question: Question): Question {
  return {
    ...question,
    key_points: question.key_points.map((point) => ({ ...point, cues: [], examples: [] })),
  };
}

export function uncued(question: Question): Question {
  return { ...question, key_points: question.key_points.map((point) => ({ ...point, cues: [] })) };
}
