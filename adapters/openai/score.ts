/** What is left of a reading when only proven things count. */
export interface Proven {
  /** Of all key points. */
  readonly covered: number;
  readonly partly: number;
  readonly keyPoints: number;
  /** 1–5 each. */
  readonly dimensions: readonly number[];
  readonly misconceptions: number;
}

const share = { coverage: 70, quality: 30 };
const penalty = { firstMisconception: 20, otherMisconception: 10 };

/**
 * 0–100: 70 for what is covered (a partly covered point counts half) and 30 for how well, less what is wrong. How well
 * counts in full from a third of the key points on: fine words about nothing are worth nothing.
 */
export function scoreOf({ covered, partly, keyPoints, dimensions, misconceptions }: Proven): number {
  const coverage = (covered + partly / 2) / keyPoints;
  const quality = dimensions.reduce((sum, score) => sum + (score - 1) / 4, 0) / dimensions.length;
  const lost =
    misconceptions && penalty.firstMisconception + penalty.otherMisconception * (misconceptions - 1);
  const score = share.coverage * coverage + share.quality * quality * Math.min(1, coverage * 3) - lost;
  return Math.max(0, Math.min(100, Math.round(score)));
}
