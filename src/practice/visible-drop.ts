import { numeric, UserError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { isVisible } from '../workspaces/visible-channels.ts';
import { type DropWithQuestion, findDropWithQuestion } from './drops.ts';

/**
 * A drop by an id that comes back from the chat: private practice for its member alone, all else for those who are in the channel.
 *
 * @throws UserError, the same for what isn't there and for what isn't theirs to see.
 */
export async function visibleDrop(
  services: Services,
  actor: Actor,
  dropId: string,
): Promise<DropWithQuestion> {
  const found = await findDropWithQuestion(services.db, actor.workspace, numeric(dropId));
  if (found && (await maySee(services, actor, found.drop))) return found;
  throw new UserError('That question is no longer here.');
}

const maySee = async (services: Services, actor: Actor, drop: DropWithQuestion['drop']) =>
  drop.source === 'private'
    ? drop.requested_by === actor.member
    : isVisible(services, actor, drop.channel_id);
