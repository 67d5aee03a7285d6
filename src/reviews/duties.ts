import type { Block } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { isMentor } from '../workspaces/workspaces.ts';
import { countOpenReviews } from './review-queue.ts';

/** How many answers wait for a mentor. */
export async function reviewDuties(services: Services, actor: Actor): Promise<Block[]> {
  if (!(await isMentor(services.db, actor))) return [];
  const open = await countOpenReviews(services, actor);
  const waiting = open === 1 ? '1 answer waits' : `${open === 100 ? '100 or more' : open} answers wait`;
  return [
    { type: 'divider' },
    { type: 'text', text: [{ bold: 'Mentor' }] },
    { type: 'text', text: open === 0 ? 'Nothing is waiting for review.' : `${waiting} for review.` },
    { type: 'buttons', buttons: [{ label: 'Review answers', action: 'show-reviews', value: '' }] },
  ];
}
