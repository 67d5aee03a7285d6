import type { Block, Inline } from '../chat/card.ts';
import type { Row } from '../database/database.ts';
import { sayScore } from '../practice/say-score.ts';

type Review = Row<'reviews'>;

/** What mentors make of an answer, in place of the coach: its score if one gave it, or that it is approved. */
export function judgedBy(reviews: readonly Review[], score: number | null): string | undefined {
  if (reviews.some((review) => review.score !== null)) return sayScore(score, undefined);
  return reviews.some(({ approved }) => approved) ? 'approved' : undefined;
}

/** What one mentor says of an answer, for its card. */
export function reviewBlocks({ mentor_id: member, score, approved, comment }: Review): Block[] {
  const said: Inline[] = [{ bold: approved ? '✅ Approved by ' : 'Review by ' }, { member }];
  if (score !== null) said.push(` · ${'★'.repeat(score)}${'☆'.repeat(5 - score)}`);
  return [{ type: 'text', text: said }, ...(comment ? [{ type: 'quote', text: comment } as const] : [])];
}
