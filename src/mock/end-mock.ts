import { sql } from 'kysely';
import { z } from 'zod';
import { secondsLater } from '../base/time.ts';
import type { Button } from '../chat/card.ts';
import type { Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import type { Db, Tx } from '../database/database.ts';
import { workThrough } from '../database/work-through.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Sweep } from '../registry/feature.ts';
import { job } from '../registry/job.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { elapsedSeconds, stopped } from './clock.ts';
import { changeMock, isBeingRead, type Mock, questionsOfMock } from './mocks.ts';
import { reportOf } from './report.ts';
import { reportCard } from './report-card.ts';
import { wakeForEnds } from './wakes.ts';

/** Ends a mock, once. What was asked last and isn't answered counts as skipped, unless its answer is just on its way. */
export async function endMock(tx: Tx, mock: Mock, now: Date): Promise<Mock> {
  if (mock.state === 'done') return mock;
  const done = { state: 'done', ...stopped(mock, now), finished_at: now } as const;
  await changeMock(tx, mock, done);
  await tx
    .updateTable('mock_questions')
    .set({ state: 'skipped', seconds: sql<number>`${elapsedSeconds(mock, now)} - asked_after` })
    .where('workspace_id', '=', mock.workspace_id)
    .where('mock_id', '=', mock.id)
    .where('state', '=', 'asked')
    .execute();
  return { ...mock, ...done };
}

/** The report, or that it follows. */
export async function reportReply({ db }: Services, mock: Mock): Promise<Reply> {
  const questions = await questionsOfMock(db, mock.workspace_id, mock.id);
  if (isBeingRead(questions))
    return noticeWith('That’s it! Your report follows as soon as the coach has read your last answer.', {
      label: 'Show the report',
      action: 'mock-report',
      value: mock.id,
    });
  return { type: 'private', card: reportCard(await reportOf(db, mock)) };
}

/** Seconds until it's looked again whether the coach has read the last answer. */
const betweenLooks = 60;

interface Due {
  readonly workspace_id: string;
  readonly id: string;
  /** As PostgreSQL writes it, to the microsecond. */
  readonly due: string;
}

/** With a button, for whoever takes no direct messages. */
function noticeWith(text: string, button: Button): Reply {
  const { card } = notice(text, 'success');
  return {
    type: 'private',
    card: { ...card, blocks: [...card.blocks, { type: 'buttons', buttons: [button] }] },
  };
}

/** Ends the mocks whose time is over and that nobody went on with, and sends their reports. */
async function endMocks(services: Services): Promise<void> {
  const now = services.now();
  await workThrough<Due, Wake>(services, 'a mock interview could not be ended', {
    find: (db, after, most) => findDue(db, after, most, now),
    run: async (tx, queue, keys) => {
      for (const key of keys) await endOne(tx, queue, key, now);
    },
  });
}

async function findDue(db: Db, after: Due | undefined, most: number, now: Date): Promise<Due[]> {
  const { due = '-infinity', workspace_id = '0', id = '0' } = after ?? {};
  const { rows } = await sql<Due>`
    select workspace_id, id, ends_at::text as due from mocks
    where state = 'running' and ends_at <= ${now}
      and (ends_at, workspace_id, id) > (${due}::timestamptz, ${workspace_id}::bigint, ${id}::bigint)
    order by ends_at, workspace_id, id limit ${most}`.execute(db);
  return rows;
}

async function endOne(tx: Tx, queue: Wake[], { workspace_id, id }: Due, now: Date): Promise<void> {
  const mock = await tx
    .selectFrom('mocks')
    .selectAll()
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('ends_at', '<=', now)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!mock) return;
  // It ends once the coach has read everything, so that the report that it sends is the only one.
  if (isBeingRead(await questionsOfMock(tx, workspace_id, id))) {
    const ends_at = secondsLater(now, betweenLooks);
    await changeMock(tx, mock, { ends_at });
    queue.push(wakeForEnds(ends_at));
    return;
  }
  await endMock(tx, mock, now);
  const { channel_id, member_id: only_for } = mock;
  await requestPosts(
    tx,
    queue,
    [{ workspace_id, kind: 'mock-report', subject: id, channel_id, only_for }],
    now,
  );
}

export const endMocksJob = job<'end-mocks'>(z.object({}), endMocks);

/** One wake ends all mocks that are due. */
export async function overdueMocks({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  const due = await db
    .selectFrom('mocks')
    .select('ends_at')
    .where('state', '=', 'running')
    .where('ends_at', '<=', now)
    .orderBy('ends_at')
    .limit(1)
    .execute();
  return due.flatMap(({ ends_at }) => (ends_at ? [wakeForEnds(ends_at)] : []));
}
