import { numeric } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { claimReview, releaseReview } from './claims.ts';
import { requireMentor, reviewable } from './review-answer.ts';
import { reviewQueueCard } from './review-queue.ts';

export async function showQueue(services: Services, actor: Actor): Promise<Reply> {
  return { type: 'private', card: await reviewQueueCard(services, actor, {}) };
}

/** Claims an answer, and shows the queue as it then is. */
export async function claimFromQueue(services: Services, actor: Actor, answer: string): Promise<Reply> {
  await requireMentor(services.db, actor);
  await claimReview(services, actor, (await reviewable(services, actor, answer)).id);
  return showQueue(services, actor);
}

/** Gives a claimed answer back, and shows the queue as it then is. */
export async function releaseFromQueue(services: Services, actor: Actor, answer: string): Promise<Reply> {
  await releaseReview(services, actor, numeric(answer));
  return showQueue(services, actor);
}
