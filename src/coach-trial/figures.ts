import type { Usage } from '../domain/coach.ts';
import { countingWords } from './counting-words.ts';
import { judge } from './judged.ts';
import type { Outcome } from './run-trial.ts';
import { f1Of, misreadOf, orderOf, resistedOf, type Share, shareOf, whichPointOf } from './shares.ts';

/** Quotations that a model gave as proof, and those that don't stand in the answer. */
export interface Quotations {
  readonly given: number;
  readonly invented: number;
}

/** What one trial of a model found. */
export interface Figures {
  /** Answers that the coach was asked about. */
  readonly asked: number;
  readonly read: number;
  readonly f1: Share;
  readonly misread: Share;
  readonly whichPoint: Share;
  readonly order: Share;
  readonly resisted: Share;
  readonly quotations: Quotations;
  /** How often each code of a CoachError came. */
  readonly failures: Readonly<Record<string, number>>;
  /** For one answer. */
  readonly seconds: { readonly median: number; readonly slowest: number };
  /** Of all calls. */
  readonly tokens: { readonly input: number; readonly output: number };
  /** Of all calls; absent where the price isn't known. */
  readonly costMicroUsd?: number;
  /** What counting words makes of the same answers. */
  readonly countingWords: { readonly f1: Share; readonly order: Share };
}

export function figuresOf(outcomes: readonly Outcome[], quotations: Quotations): Figures {
  const judged = outcomes.flatMap(judge);
  const usages = outcomes.flatMap((outcome) => outcome.usages);
  const sum = (of: (usage: Usage) => number) => usages.reduce((total, usage) => total + of(usage), 0);
  const isPriced = usages.length > 0 && usages.every(({ costMicroUsd }) => costMicroUsd !== undefined);
  const seconds = outcomes
    .filter(({ got }) => !('failure' in got))
    .map((outcome) => outcome.seconds)
    .sort((a, b) => a - b);
  return {
    asked: outcomes.length,
    read: judged.length,
    f1: f1Of(judged),
    order: orderOf(judged),
    misread: misreadOf(judged),
    whichPoint: whichPointOf(judged),
    resisted: resistedOf(judged),
    quotations,
    failures: failuresOf(outcomes),
    seconds: { median: seconds[Math.floor(seconds.length / 2)] ?? 0, slowest: seconds.at(-1) ?? 0 },
    tokens: { input: sum(({ inputTokens }) => inputTokens), output: sum(({ outputTokens }) => outputTokens) },
    ...(isPriced && { costMicroUsd: sum(({ costMicroUsd = 0 }) => costMicroUsd) }),
    countingWords: {
      f1: countingWords(judged)
        .map(f1Of)
        .reduce((best, one) => (shareOf(one) > shareOf(best) ? one : best), { hits: 0, of: 1 }),
      order: orderOf(countingWords(judged)[0] ?? []),
    },
  };
}

function failuresOf(outcomes: readonly Outcome[]): Record<string, number> {
  const codes = outcomes.flatMap(({ got }) => ('failure' in got ? [got.failure] : []));
  return Object.fromEntries(
    [...new Set(codes)].sort().map((code) => [code, codes.filter((one) => one === code).length]),
  );
}
