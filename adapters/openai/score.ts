/** What is left of a reading when only proven things count. */
export interface Proven {
  /** Of all key points. */
  readonly covered: number;
  readonly unsure: number;
  readonly keyPoints: number;
  /** 1–5 each. */
  readonly dimensions: readonly number[];
}

const share = { coverage: 70, quality: 30 };

/**
 * 0–100: 70 for what is covered (a point that it isn't sure about counts half) and 30 for how well. How well
 * counts in full from a third of the key points on: fine words about nothing are worth nothing.
 */
export function scoreOf({ covered, unsure, keyPoints, dimensions }: Proven): number {
  const coverage = (covered + unsure / 2) / keyPoints;
  const quality = dimensions.reduce((sum, score) => sum + (score - 1) / 4, 0) / dimensions.length;
  const score = share.coverage * coverage + share.quality * quality * Math.min(1, coverage * 3);
  return Math.max(0, Math.min(100, Math.round(score)));
}
