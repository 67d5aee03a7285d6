import { describeError } from '../base/errors.ts';
import { secondsLater } from '../base/time.ts';
import { PlatformError } from '../chat/platform.ts';
import type { Row } from '../database/database.ts';
import type { ClaimedPost, PostDefinition } from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';
import { reportChannel } from './report-channel.ts';
import { wakeForPost } from './wakes.ts';

const longestPauseSeconds = 900;

/** After what was certainly not sent, the next attempt is as the first, also in that it has no earlier ones to wait longer for. */
const unsentPauseSeconds = 30;

/** Nobody waits so long without a word. */
const silentSeconds = 5;

/**
 * Gives the claim of a post back that was not delivered: for another try later, or for good when none would help.
 *
 * @param definition undefined for a kind that a newer version posts
 */
export async function recordFailure(
  services: Services,
  definition: PostDefinition | undefined,
  post: ClaimedPost,
  cause: unknown,
): Promise<void> {
  const { workspace_id: workspace, id, kind, attempts } = post;
  const error =
    cause instanceof PlatformError
      ? cause
      : new PlatformError('temporary', 'An unexpected error; see the log.', { cause });
  const { fault, message, retryAfterMs } = error;
  const context = { workspace, post: id, kind, attempts, fault, error: describeError(cause) };
  if (fault === 'rejected' || cause !== error) services.log.error(context, 'a post failed');
  else services.log.warn(context, 'a post was not delivered');

  if (error.isPassing) {
    const isAsNew = error.isUnsent && attempts <= 1;
    const usual = isAsNew ? unsentPauseSeconds : Math.min(2 ** attempts, longestPauseSeconds);
    const pause = retryAfterMs === undefined ? usual : retryAfterMs / 1000;
    const dueAt = secondsLater(services.steady(), pause);
    await release(services, post, { due_at: dueAt, error: message, ...(isAsNew && { attempts: 0 }) });
    if (fault === 'rate-limited') await holdBack(services, post, dueAt);
    if (post.message === null && post.attempts <= 1 && pause > silentSeconds)
      await definition?.delayed?.(services, post, pause, message);
    return;
  }
  await tellOfFailure(services, definition, post, error);
  // Last: should this process die before everybody has heard, the next try tells them again.
  await release(services, post, { state: 'failed', stale: false, error: message });
}

async function tellOfFailure(
  services: Services,
  definition: PostDefinition | undefined,
  post: ClaimedPost,
  { fault, message }: PlatformError,
): Promise<void> {
  if (post.only_for !== null && post.message === null) await definition?.unreached?.(services, post, message);
  // Nobody waits for a word on what was deleted.
  if (fault === 'gone' && !definition?.beginsThread) return;
  if (post.message === null && post.only_for === null)
    await definition?.undelivered?.(services, post, message);
  // That a member takes no messages says nothing of the channel.
  if (post.only_for !== null && fault === 'unreachable') return;
  if (['unreachable', 'unauthorized'].includes(fault) || definition?.beginsThread)
    await reportChannel(services, post, message);
}

type Changes = Partial<Pick<Row<'posts'>, 'state' | 'stale' | 'due_at' | 'error' | 'attempts'>>;

async function release({ db, wake }: Services, post: ClaimedPost, changes: Changes): Promise<void> {
  const row = await db
    .updateTable('posts')
    .set({ ...changes, claimed_until: null })
    .where('workspace_id', '=', post.workspace_id)
    .where('id', '=', post.id)
    // Another worker, which took this one for dead, has given it up.
    .where('state', '!=', 'failed')
    .returningAll()
    .executeTakeFirst();
  if (row && row.state !== 'failed') await wake([wakeForPost(row)]);
}

/** What else waits to be posted in the workspace would only be refused too. */
async function holdBack({ db, wake }: Services, { workspace_id }: ClaimedPost, until: Date): Promise<void> {
  const held = await db
    .updateTable('posts')
    .set((eb) => ({ due_at: until, version: eb('version', '+', 1) }))
    .where('workspace_id', '=', workspace_id)
    .where((eb) => eb.or([eb('state', 'in', ['pending', 'sending']), eb('stale', '=', true)]))
    .where('due_at', '<', until)
    .where('claimed_until', 'is', null)
    .returningAll()
    .execute();
  if (held.length > 0) await wake(held.map(wakeForPost));
}
