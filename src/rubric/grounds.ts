import { closenessesOf, fieldShare, likeness } from './closeness.ts';
import type { CompiledRubric } from './compiled.ts';
import { type Feature, features } from './features.ts';
import type { Span } from './negation.ts';
import { type Relation, relationOf } from './relation.ts';
import { sharedFeatures } from './shared-features.ts';
import { type JudgedSentence, standingOf } from './standing.ts';
import { isWord, type Sentence } from './text.ts';
import { shareOf, wordsOf } from './words.ts';

/** What speaks for and against that an answer makes a key point. */
export interface Grounds {
  readonly id: string;
  /** The sentence that speaks of it most. */
  readonly sentence: Sentence;
  readonly span: Span | undefined;
  /** The share of the point's own words that the answer has. */
  readonly said: number;
  /** In the order of their names. */
  readonly features: readonly number[];
}

export interface Reading {
  readonly sentences: readonly JudgedSentence[];
  /** Of every key point, in the rubric's order. */
  readonly grounds: readonly Grounds[];
  readonly relation: Relation;
}

/** How close to some key point a sentence has to be to have to do with the question. */
const relatedFrom = 0.5;

const nothing: Sentence = { text: '', tokens: [], places: new Map() };

export function readAgainst(rubric: CompiledRubric, sentences: readonly Sentence[]): Reading {
  const judged = sentences.map((sentence) => ({ sentence, standing: standingOf(sentence, rubric) }));
  // What has nothing to do with the question counts neither for nor against an answer, so that padding doesn't pay.
  const said = judged.filter(({ standing }) => standing === 'statement' || standing === 'list');
  const read = said
    .map((one) => ({ ...one, closeness: closenessesOf(rubric, one.sentence) }))
    .filter(({ closeness }) => closeness.some(({ all }) => all >= relatedFrom));
  const prose = read.map(({ sentence, standing }) => ({ sentence, standing }));
  const whole = wordsOf(prose.map(({ sentence }) => sentence));
  const table = rubric.points.map((_, index) => read.flatMap(({ closeness }) => closeness[index] ?? []));
  const best = table.map((row) => Math.max(0, ...row.map(({ all }) => all)));
  const most = Math.max(0, ...best);
  const common = sharedFeatures(rubric, prose, whole);
  const grounds = rubric.points.map((point, index): Grounds => {
    const row = table[index] ?? [];
    const at = row.reduce((most, one, index) => (one.all > (row[most]?.all ?? -1) ? index : most), 0);
    const top = row[at];
    const place = prose[at];
    const rivals = table.filter((_, other) => other !== index).map((other) => other[at]);
    const of = (one: 'text' | 'field' | 'sample' | 'example' | 'all') =>
      row.map((each) => each[one]).sort((a, b) => b - a);
    const others = best.filter((_, other) => other !== index);
    const sentence = place?.sentence ?? nothing;
    const length = Math.max(4, sentence.tokens.filter(isWord).length);
    const hasCues = point.cues.length > 0;
    const top2 = (one: 'text' | 'field') => [of(one)[0] ?? 0, of(one)[1] ?? 0] as const;
    const [text, textSecond] = top2('text');
    const [field, fieldSecond] = top2('field');
    const cueSum = (one: 'phrases' | 'cueWords' | 'denied') =>
      hasCues
        ? Math.min(
            3,
            row.reduce((sum, each) => sum + each[one], 0),
          )
        : -1;
    const found: Readonly<Record<Feature, number>> = {
      text,
      textSecond,
      textAll: shareOf(point.text, whole),
      field,
      fieldSecond,
      fieldAll: fieldShare(point, whole),
      sample: point.sample.length > 0 ? (of('sample')[0] ?? 0) : -1,
      example: point.examples.length > 0 ? (of('example')[0] ?? 0) : -1,
      phrases: cueSum('phrases'),
      cueWords: cueSum('cueWords'),
      denied: cueSum('denied'),
      margin: (top?.all ?? 0) - Math.max(0, ...rivals.map((rival) => rival?.all ?? 0)),
      marginSample: (top?.field ?? 0) - Math.max(0, ...rivals.map((rival) => rival?.field ?? 0)),
      behind: most - (best[index] ?? 0),
      list: place?.standing === 'list' ? 1 : 0,
      density: rivals.filter((rival) => (rival?.all ?? 0) > 0.5 * (top?.all ?? 0)).length / length,
      negated: top?.negated ?? 0,
      others: mean(others.map((one) => Math.min(1, one))),
      othersText: mean(rubric.points.filter((one) => one !== point).map((one) => shareOf(one.text, whole))),
      othersField: mean(rubric.points.filter((one) => one !== point).map((one) => fieldShare(one, whole))),
      ...common,
      mistaken: mistakenness(rubric, sentence),
      demand: point.text.reduce((sum, { weight }) => sum + weight, 0),
    };
    return {
      id: point.id,
      sentence,
      span: top?.span,
      said: found.textAll,
      features: features.map((name) => found[name]),
    };
  });
  return {
    sentences: judged,
    grounds,
    relation: relationOf(
      rubric,
      said.map(({ sentence }) => sentence),
    ),
  };
}

function mistakenness({ misconceptions }: CompiledRubric, sentence: Sentence): number {
  const words = wordsOf([sentence]);
  return Math.max(
    0,
    ...misconceptions.flatMap(({ wordings }) =>
      wordings.map(({ wording }) => likeness(wording, words, sentence)),
    ),
  );
}

/** -1 of none. */
const mean = (values: readonly number[]) =>
  values.length === 0 ? -1 : values.reduce((sum, one) => sum + one, 0) / values.length;
