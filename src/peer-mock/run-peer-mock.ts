import { UserError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Level } from '../domain/question.ts';
import { mockMinutes } from '../mock/mock-minutes.ts';
import { usualTracks } from '../mock/usual-tracks.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { askCandidate } from './ask-candidate.ts';
import { interviewerCard } from './peer-cards.ts';
import { changePeerMock, lockPeerMock, type PeerMock, peerQuestions, rolesIn } from './peer-mocks.ts';
import { wakeForTurns } from './wakes.ts';

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

/** The invited member begins: the other has the first questions. */
export async function accept(services: Services, actor: Actor, id: string): Promise<Reply> {
  const now = services.now();
  return inTransaction(services, async (tx, queue) => {
    const mock = await lockPeerMock(tx, actor, id);
    if (mock.second_id !== actor.member) throw new UserError('Only who is invited can accept.');
    if (mock.state !== 'invited') return over;
    await changePeerMock(tx, mock, { started_at: now });
    await beginHalf(tx, queue, mock, 'first', now);
    return notice(['It begins: ', { member: mock.first_id }, ' has the first question.'], 'success');
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

const over = notice('That invitation is over.');

/** Begins a half: its interviewer gets a question, and both are told. */
async function beginHalf(
  tx: Tx,
  queue: Wake[],
  mock: PeerMock,
  half: 'first' | 'second',
  now: Date,
): Promise<void> {
  const turn_ends_at = minutesLater(now, mock.minutes / 2);
  await changePeerMock(tx, mock, { state: half, turn_ends_at });
  queue.push(wakeForTurns(turn_ends_at));
  await askCandidate(tx, queue, mock, half, now);
  const { workspace_id, channel_id } = mock;
  const posts = [mock.first_id, mock.second_id].map(
    (only_for) =>
      ({
        workspace_id,
        kind: 'peer-half',
        subject: `${mock.id} ${half} ${only_for}`,
        channel_id,
        only_for,
      }) as const,
  );
  await requestPosts(tx, queue, posts, now);
}

/** Ends a half: the roles swap, or it is over and both get the report. One that ended already stays as it is. */
export async function endHalf(
  tx: Tx,
  queue: Wake[],
  mock: PeerMock,
  half: 'first' | 'second',
  now: Date,
): Promise<void> {
  if (mock.state !== half) return;
  if (half === 'first') return beginHalf(tx, queue, mock, 'second', now);
  await changePeerMock(tx, mock, { state: 'done', turn_ends_at: null, finished_at: now });
  const { workspace_id, channel_id } = mock;
  const posts = [mock.first_id, mock.second_id].map(
    (only_for) =>
      ({
        workspace_id,
        kind: 'peer-report',
        subject: `${mock.id} ${only_for}`,
        channel_id,
        only_for,
      }) as const,
  );
  await requestPosts(tx, queue, posts, now);
}

/** Either of the two swaps the roles, or finishes. `value` is `mock:half`. */
export async function turn(services: Services, actor: Actor, value: string): Promise<Reply> {
  const [id = '', half] = value.split(':');
  await inTransaction(services, async (tx, queue) => {
    const mock = await lockPeerMock(tx, actor, id);
    if (half === 'first' || half === 'second') await endHalf(tx, queue, mock, half, services.now());
  });
  return notice(half === 'first' ? 'The roles swap now.' : 'Finished. Your report is on its way.', 'success');
}

/** What the interviewer sees next. */
export async function showToInterviewer(
  services: Services,
  mock: PeerMock,
  { member }: Actor,
): Promise<Reply> {
  const { state } = mock;
  if (state !== 'first' && state !== 'second') return notice('Noted.', 'success');
  if (rolesIn(mock, state).interviewer !== member) return notice('Noted. The roles have swapped.', 'success');
  const current = (await peerQuestions(services.db, mock.workspace_id, mock.id)).at(-1);
  if (!current) return notice('Noted.', 'success');
  return { type: 'private', card: interviewerCard(mock, state, current) };
}
