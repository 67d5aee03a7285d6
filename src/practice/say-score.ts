import type { Assessment } from '../domain/coach.ts';

/** How a score is told: as a number, or as a band where the coach has little to go by. */
export function sayScore(score: number | null, band: Assessment['band']): string | undefined {
  if (score === null) return undefined;
  return band ? `about ${band[0]}–${band[1]} of 100` : `${score} / 100`;
}
