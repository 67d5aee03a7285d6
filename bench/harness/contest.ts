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
  readonly baseline: number | null;
  /** The median of the rounds' ratios: each compares two numbers of the same minute. Null without a baseline. */
  readonly ratio: number | null;
  readonly goal: Goal | null;
  /** Null without a goal. */
  readonly isMet: boolean | null;
  readonly rounds: readonly { readonly whetstone: number; readonly baseline: number | null }[];
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
  const whetstone = median(samples.map((sample) => sample.whetstone));
  const compared = samples.flatMap(({ baseline, ...sample }) =>
    baseline === null ? [] : [{ baseline, ratio: sample.whetstone / baseline }],
  );
  const medianOf = (which: 'baseline' | 'ratio') =>
    compared.length > 0 ? median(compared.map((sample) => sample[which])) : null;
  const ratio = medianOf('ratio');
  return {
    id,
    what,
    ...(onBothBackends ? { queue: backend } : {}),
    unit,
    whetstone,
    baseline: medianOf('baseline'),
    ratio,
    goal,
    isMet: goal && meets(ratio ?? whetstone, goal),
    rounds: samples.map((sample) => ({ whetstone: sample.whetstone, baseline: sample.baseline })),
  };
}

const meets = (ratio: number, goal: Goal) =>
  'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;

/** Whose turn it is first changes from round to round, so that none always runs on a warmer machine. */
export async function inTurns<Side extends string, Result>(
  round: number,
  sides: Readonly<Record<Side, () => Promise<Result>>>,
): Promise<Record<Side, Result>> {
  const names = Object.keys(sides) as Side[];
  const results: Partial<Record<Side, Result>> = {};
  for (const turn of names.keys()) {
    const side = names[(round + turn) % names.length] as Side;
    results[side] = await sides[side]();
  }
  return results as Record<Side, Result>;
}
