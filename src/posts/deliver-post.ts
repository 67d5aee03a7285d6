import { type MessageRef, type Platform, PlatformError, type PostRequest } from '../chat/platform.ts';
import type { ClaimedPost } from '../registry/post-kind.ts';
import {
  type Content,
  definitionOf,
  type PostDefinition,
  type PostDefinitions,
} from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { adapterOf } from '../workspaces/platform-of.ts';
import { claimPost } from './claim-post.ts';
import { mendChannel } from './mend-channel.ts';
import { isPutOff } from './put-off.ts';
import { type Outcome, recordDelivered } from './record-delivered.ts';
import { recordFailure } from './record-failure.ts';
import { markRemoved, sendAfresh } from './remove-post.ts';

/**
 * Brings one message in the chat to what its subject now shows: sends, edits or removes it. The row is claimed
 * first, and a send that may have got through before a crash is looked for by its key before it is sent again.
 */
export async function deliverPost(
  services: Services,
  kinds: PostDefinitions,
  key: Pick<ClaimedPost, 'workspace_id' | 'id'>,
): Promise<void> {
  const post = await claimPost(services.db, { ...key, now: services.steady() });
  if (!post || (await isPutOff(services, kinds.get(post.kind), post))) return;
  try {
    await bringUpToDate(services, adapterOf(services, post.platform), definitionOf(kinds, post.kind), post);
  } catch (error) {
    await recordFailure(services, kinds.get(post.kind), post, error);
  }
}

async function bringUpToDate(
  services: Services,
  platform: Platform,
  definition: PostDefinition,
  post: ClaimedPost,
): Promise<void> {
  const content = await definition.content(services.db, post);
  const place = {
    workspace: post.workspace_id,
    channel: post.channel_id,
    ...(post.thread === null ? {} : { thread: post.thread }),
  };
  const request = { ...place, key: post.key, retry: post.attempts > 1, since: post.created_at };
  if (post.only_for !== null) {
    if (content) await tellAlone(platform, request, definition, post, content);
    return finish(services, post, content ? { state: 'sent' } : { state: 'removed' });
  }
  if (post.message === null) {
    if (!content) {
      if (request.retry) await removeSent(services, platform, definition, post, request);
      return finish(services, post, { state: 'removed' });
    }
    const sent = await platform.post({ ...request, ...content });
    // What an earlier attempt sent may show less than there is to show now.
    if (request.retry && post.version > 1)
      await platform.edit({ ...place, message: sent.message }, content.card);
    const next = (await definition.sent?.(services, post, sent.message)) ?? [];
    await finish(services, post, { state: 'sent', message: sent.message }, next);
    if (request.retry) await definition.foundAgain?.(services, platform, { ...place, thread: sent.message });
    return;
  }
  const message: MessageRef = { ...place, message: post.message };
  if (content && post.state !== 'removed') {
    await platform.edit(message, content.card);
    return finish(services, post, { state: 'sent' });
  }
  // Said first, so that whoever has something to show there again, perhaps after a crash, doesn't edit what is gone.
  await markRemoved(services.db, post);
  await platform.remove(message);
  return content ? sendAfresh(services, post) : finish(services, post, { state: 'removed' });
}

/** What has nothing to show any more, not even withdrawn. */
const nothing: Content = { card: { summary: 'Removed', blocks: [{ type: 'text', text: 'Removed.' }] } };

/**
 * Removes what an earlier attempt may have sent of an answer that was withdrawn or erased since. A message is found by asking for
 * it once more, so one that never came comes for a moment.
 */
async function removeSent(
  services: Services,
  platform: Platform,
  definition: PostDefinition,
  post: ClaimedPost,
  request: Omit<PostRequest, 'card'>,
) {
  const content = (await definition.content(services.db, post, 'even withdrawn')) ?? nothing;
  await platform.remove({ ...request, ...(await platform.post({ ...request, ...content })) });
}

/** In private; where that can't be, a note in the thread says so. Private practice leaves no trace in a channel. */
async function tellAlone(
  platform: Platform,
  request: Omit<PostRequest, 'card'>,
  { note }: PostDefinition,
  { only_for: member, thread, subject }: ClaimedPost,
  { card, replyTo, spot, file, isDirect }: Content,
): Promise<void> {
  if (member === null) return;
  try {
    const { key, retry, since } = request;
    const directly = isDirect && { directly: { key, retry, since }, ...(file && { file }) };
    const where = { ...(spot && { spot }), ...directly };
    await platform.whisper({ ...request, ...where }, member, card);
  } catch (error) {
    const isClosed = error instanceof PlatformError && error.fault === 'unreachable';
    if (!isClosed || thread === null || !note) throw error;
    await platform.post({
      ...request,
      card: note(member, subject),
      ...(replyTo === undefined ? {} : { replyTo }),
    });
  }
}

/** Gives the claim back, and wakes up for what comes next. */
async function finish(
  services: Services,
  post: ClaimedPost,
  outcome: Outcome,
  due: readonly Wake[] = [],
): Promise<void> {
  const { next: changed, isMended } = await recordDelivered(services.db, {
    post,
    ...outcome,
    now: services.now(),
  });
  const next = [...due, ...changed];
  if (next.length > 0) await services.wake(next);
  if (isMended) await mendChannel(services, { workspace: post.workspace_id, channel: post.channel_id });
}
