import type { Bench, Goal, Measurement, Sample } from './measurement.ts';
import { median } from './statistics.ts';

export interface Row {
  readonly id: string;
  readonly what: string;
  /** Undefined where the queue plays no part. */
  readonly queue?: 'postgres' | 'redis';
  readonly unit: Sample['unit'];
  /** Medians over the rounds. */
  readonly whetstone: number;
  readonly baseline: number;
  /** The median of the rounds' ratios: each compares two numbers of the same minute. */
  readonly ratio: number;
  readonly goal: Goal | null;
  /** Null without a goal. */
  readonly isMet: boolean | null;
  readonly rounds: readonly { readonly whetstone: number; readonly baseline: number }[];
}

/** Measures both sides as often as asked for, in turns. */
export async function hold(measurement: Measurement, bench: Bench, rounds: number): Promise<Row[]> {
  const contest = await measurement.prepare(bench);
  const samples = new Map<string, Sample[]>();
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const sample of await contest.round(round))
        samples.set(sample.what, [...(samples.get(sample.what) ?? []), sample]);
  } finally {
    await contest.stop();
  }
  return [...samples.values()].map((ofOne) => rowOf(measurement, bench, ofOne));
}

function rowOf({ id, onBothBackends }: Measurement, { backend }: Bench, samples: readonly Sample[]): Row {
  const [first] = samples;
  if (!first) throw new Error('a row without a round');
  const { what, unit, goal } = first;
  const ratio = median(samples.map(({ whetstone, baseline }) => whetstone / baseline));
  return {
    id,
    what,
    ...(onBothBackends ? { queue: backend } : {}),
    unit,
    whetstone: median(samples.map((sample) => sample.whetstone)),
    baseline: median(samples.map((sample) => sample.baseline)),
    ratio,
    goal,
    isMet: goal && meets(ratio, goal),
    rounds: samples.map(({ whetstone, baseline }) => ({ whetstone, baseline })),
  };
}

const meets = (ratio: number, goal: Goal) =>
  'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;

/** Whose turn it is first changes from round to round, so that neither always runs on a warmer machine. */
export async function inTurns<Result>(
  round: number,
  whetstone: () => Promise<Result>,
  baseline: () => Promise<Result>,
): Promise<{ whetstone: Result; baseline: Result }> {
  if (round % 2 === 0) {
    const first = await whetstone();
    return { whetstone: first, baseline: await baseline() };
  }
  const first = await baseline();
  return { whetstone: await whetstone(), baseline: first };
}
