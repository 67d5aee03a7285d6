import { UserError } from '../base/errors.ts';
import { minutesLater, sayMinutes } from '../base/time.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import type { Db, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Level } from '../domain/question.ts';
import { mockMinutes } from '../mock/mock-minutes.ts';
import { usualTracks } from '../mock/usual-tracks.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { halfCard } from './half-card.ts';
import { dayMinutes } from './lapse-invitations.ts';
import { invitedCard } from './peer-cards.ts';
import { callOff, lastCalledOff, lockPeerMock, openPeerMock, type PeerMock } from './peer-mocks.ts';
import { wakeForLapse } from './wakes.ts';

interface Invitation {
  readonly member: string;
  readonly track: string | undefined;
  readonly level: Level | undefined;
  readonly minutes: number | undefined;
}

/** Invites a member to interview each other. Who has invited somebody or is in the middle of it sees that instead. */
export async function invite(services: Services, actor: Actor, wanted: Invitation): Promise<Reply> {
  const { db, now } = services;
  if (actor.membership === 'left')
    throw new UserError('You’re no longer a member there, so you can’t invite anybody.');
  if (wanted.member === actor.member)
    throw new UserError('Invite somebody else. To practise alone, use `/interview mock`.');
  const platform = await platformOf(services, actor.workspace);
  if (await platform.isBot?.(actor.workspace, wanted.member))
    throw new UserError('An app can’t interview you. Name a person.');
  const open = await showOpen(db, actor);
  if (open) return open;
  await keepFromPestering(db, actor, wanted.member, now());
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
    if (!made) return (await showOpen(tx, actor)) ?? over;
    const post = {
      workspace_id,
      kind: 'peer-invitation',
      subject: made.id,
      channel_id,
      only_for: wanted.member,
    } as const;
    await requestPosts(tx, queue, [post], now());
    queue.push(wakeForLapse(minutesLater(now(), dayMinutes)));
    return { type: 'private', card: invitedCard({ id: made.id, second_id: wanted.member }) } as const;
  });
}

async function showOpen(db: Db, actor: Actor): Promise<Reply | undefined> {
  const mock = await openPeerMock(db, actor);
  if (!mock) return undefined;
  return { type: 'private', card: (await halfCard(db, mock, actor.member)) ?? invitedCard(mock) };
}

/** @throws UserError within a day of the last invitation to the same member that came to nothing */
async function keepFromPestering(
  db: Db,
  { workspace, member }: Actor,
  invited: string,
  now: Date,
): Promise<void> {
  const last = await lastCalledOff(db, workspace, member, invited);
  const hours = last ? Math.ceil((minutesLater(last, dayMinutes).getTime() - now.getTime()) / 3_600_000) : 0;
  if (hours > 0)
    throw new UserError(
      `Your last invitation to them was declined or called off. You can invite them again in ${sayMinutes(hours * 60)}.`,
    );
}

/** Declines an invitation, or calls one's own off. */
export async function decline(services: Services, actor: Actor, id: string): Promise<Reply> {
  return inTransaction(services, async (tx, queue) => {
    const mock = await lockPeerMock(tx, actor, id);
    if (mock.state !== 'invited') return over;
    const isSent = await invitationIsSent(tx, mock);
    await callOff(tx, mock, 'invited', isSent ? services.now() : null);
    if (!isSent) return notice('Called off.');
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

/** Keeps the post from being sent meanwhile. */
async function invitationIsSent(tx: Tx, { workspace_id, id }: PeerMock): Promise<boolean> {
  const post = await tx
    .selectFrom('posts')
    .select('state')
    .where('workspace_id', '=', workspace_id)
    .where('kind', '=', 'peer-invitation')
    .where('subject', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return post?.state !== 'pending';
}

export const over = notice('That invitation is over.');
