import type { Services } from '../services.ts';
import { deliverPost } from './deliver-post.ts';

/**
 * Delivers posts at once, each by itself.
 *
 * @throws what kept one of them from being claimed or given back, when all have been tried.
 */
export async function deliverPosts(
  services: Services,
  keys: readonly Parameters<typeof deliverPost>[1][],
): Promise<void> {
  const outcomes = await Promise.allSettled(keys.map((key) => deliverPost(services, key)));
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
