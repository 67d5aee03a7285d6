import { UserError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { askCandidate } from './ask-candidate.ts';
import { halfCard } from './half-card.ts';
import { over } from './invite.ts';
import { changePeerMock, lockPeerMock, type PeerMock, rolesIn } from './peer-mocks.ts';
import { wakeForTurns } from './wakes.ts';

/** The invited member begins: the other has the first questions. */
export async function accept(services: Services, actor: Actor, id: string): Promise<Reply> {
  const now = services.now();
  return inTransaction(services, async (tx, queue) => {
    const mock = await lockPeerMock(tx, actor, id);
    if (mock.second_id !== actor.member) throw new UserError('Only who is invited can accept.');
    if (mock.state !== 'invited') return over;
    await changePeerMock(tx, mock, { started_at: now });
    if (!(await beginHalf(tx, queue, mock, 'first', now)))
      throw new UserError(
        `There’s no question left in ${mock.tracks.join(', ')}. Decline, and agree on another role.`,
      );
    return notice(['It begins: ', { member: mock.first_id }, ' has the first question.'], 'success');
  });
}

/** Begins a half: its interviewer gets a question, and both are told. False when there is no question. */
async function beginHalf(
  tx: Tx,
  queue: Wake[],
  mock: PeerMock,
  half: 'first' | 'second',
  now: Date,
): Promise<boolean> {
  if (!(await askCandidate(tx, queue, mock, half, now))) return false;
  const turn_ends_at = minutesLater(now, mock.minutes / 2);
  await changePeerMock(tx, mock, { state: half, turn_ends_at });
  queue.push(wakeForTurns(turn_ends_at));
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
  return true;
}

/** Ends a half: the roles swap, or it is over and both get the report. One that ended already stays as it is. Returns what it is now. */
export async function endHalf(
  tx: Tx,
  queue: Wake[],
  mock: PeerMock,
  half: 'first' | 'second',
  now: Date,
): Promise<PeerMock['state']> {
  if (mock.state !== half) return mock.state;
  if (half === 'first' && (await beginHalf(tx, queue, mock, 'second', now))) return 'second';
  await changePeerMock(tx, mock, { state: 'done', turn_ends_at: null, finished_at: now });
  await requestReports(tx, queue, mock, now);
  return 'done';
}

/** Sends both the report, and once more with an answer that was marked after the end. */
export async function requestReports(
  tx: Tx,
  queue: Wake[],
  mock: PeerMock,
  now: Date,
  markedLate?: number,
): Promise<void> {
  const { workspace_id, channel_id } = mock;
  const posts = [mock.first_id, mock.second_id].map(
    (only_for) =>
      ({
        workspace_id,
        kind: 'peer-report',
        subject: [mock.id, only_for, markedLate].filter((word) => word !== undefined).join(' '),
        channel_id,
        only_for,
      }) as const,
  );
  await requestPosts(tx, queue, posts, now);
}

/** Either of the two swaps the roles, or finishes. `value` is `mock:half`. */
export async function turn(services: Services, actor: Actor, value: string): Promise<Reply> {
  const [id = '', half] = value.split(':');
  const state = await inTransaction(services, async (tx, queue) => {
    const mock = await lockPeerMock(tx, actor, id);
    const ends = half === 'first' || half === 'second';
    return ends ? endHalf(tx, queue, mock, half, services.now()) : mock.state;
  });
  if (state === 'off') return notice('That mock interview was called off.');
  return notice(
    state === 'second' ? 'The roles swap now.' : 'Finished. Your report is on its way.',
    'success',
  );
}

/** What the interviewer sees next. */
export async function showToInterviewer({ db }: Services, mock: PeerMock, { member }: Actor): Promise<Reply> {
  const { state } = mock;
  if (state !== 'first' && state !== 'second') return notice('Noted.', 'success');
  if (rolesIn(mock, state).interviewer !== member) return notice('Noted. The roles have swapped.', 'success');
  const card = await halfCard(db, mock, member);
  return card ? { type: 'private', card } : notice('Noted.', 'success');
}
