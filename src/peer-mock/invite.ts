import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Level } from '../domain/question.ts';
import { mockMinutes } from '../mock/mock-minutes.ts';
import { usualTracks } from '../mock/usual-tracks.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { changePeerMock, lockPeerMock } from './peer-mocks.ts';

interface Invitation {
  readonly member: string;
  readonly track: string | undefined;
  readonly level: Level | undefined;
  readonly minutes: number | undefined;
}

/** Invites a member to interview each other. */
export async function invite(services: Services, actor: Actor, wanted: Invitation): Promise<Reply> {
  const { db, now } = services;
  if (actor.membership === 'left')
    throw new UserError('You’re no longer a member there, so you can’t invite anybody.');
  if (wanted.member === actor.member)
    throw new UserError('Invite somebody else. To practise alone, use `/interview mock`.');
  const platform = await platformOf(services, actor.workspace);
  if (await platform.isBot?.(actor.workspace, wanted.member))
    throw new UserError('An app can’t interview you. Name a person.');
  const minutes = mockMinutes(wanted.minutes);
  const tracks = wanted.track ? [wanted.track] : await usualTracks(db, actor);
  await rememberActor(db, actor);
  await rememberActor(db, { workspace: actor.workspace, channel: actor.channel, member: wanted.member });
  return inTransaction(services, async (tx, queue) => {
    const { workspace: workspace_id, channel: channel_id } = actor;
    const made = await tx
      .insertInto('peer_mocks')
      .values({
        workspace_id,
        first_id: actor.member,
        second_id: wanted.member,
        channel_id,
        tracks,
        levels: wanted.level ? [wanted.level] : [],
        minutes,
        state: 'invited',
        invited_at: now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made)
      throw new UserError(
        'You have an invitation or a mock interview under way. Call it off or finish it first.',
      );
    const post = {
      workspace_id,
      kind: 'peer-invitation',
      subject: made.id,
      channel_id,
      only_for: wanted.member,
    } as const;
    await requestPosts(tx, queue, [post], now());
    const text = ['Invited ', { member: wanted.member }, '. You’ll hear from me when they answer.'];
    const off = { label: 'Call it off', action: 'peer-decline', value: made.id } as const;
    const blocks = [{ type: 'text', text } as const, { type: 'buttons', buttons: [off] } as const];
    return { type: 'private', card: { summary: 'Invited.', tone: 'success', blocks } } as const;
  });
}

/** Declines an invitation, or calls one's own off. */
export async function decline(services: Services, actor: Actor, id: string): Promise<Reply> {
  return inTransaction(services, async (tx, queue) => {
    const mock = await lockPeerMock(tx, actor, id);
    if (mock.state !== 'invited') return over;
    await changePeerMock(tx, mock, { state: 'off' });
    const only_for = actor.member === mock.first_id ? mock.second_id : mock.first_id;
    const { workspace_id, channel_id } = mock;
    const post = {
      workspace_id,
      kind: 'peer-off',
      subject: `${mock.id} ${actor.member}`,
      channel_id,
      only_for,
    } as const;
    await requestPosts(tx, queue, [post], services.now());
    return notice('Called off.');
  });
}

export const over = notice('That invitation is over.');
