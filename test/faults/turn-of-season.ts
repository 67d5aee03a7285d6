import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { onTestFinished, vi } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import { guests } from './chat.ts';
import { Clock } from './clock.ts';

const patience = { timeout: 120_000, interval: 300 };

/** A clock that stands four hours before the next season begins. */
export async function eveningBefore(): Promise<{ readonly clock: Clock; readonly begin: Date }> {
  const home = await mkdtemp(join(tmpdir(), 'whetstone-clock-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const now = new Date();
  const begin = new Date(Date.UTC(now.getUTCFullYear(), 3 * Math.floor(now.getUTCMonth() / 3) + 3));
  const clock = new Clock(join(home, 'clock'));
  clock.set(new Date(begin.getTime() - 4 * 3_600_000));
  return { clock, begin };
}

type Evening = Awaited<ReturnType<typeof eveningBefore>>;

/** Once there is more to look back on than the guests’ votes, the clock jumps to the season's last moments. */
export async function turnSeason(db: Db, { clock, begin }: Evening): Promise<void> {
  await untilMost(db, ({ votes, answers }) => votes >= 4 + guests.length && answers >= 2);
  clock.set(new Date(begin.getTime() - 4000));
}

/**
 * Waits until the season has turned and nothing is left that nobody has done. Reports are posted of interviews that end by time, as when the
 * clock jumps and `settle` ends the rest; whoever goes on in one at that moment reads it at once.
 */
export async function untilAllDone(db: Db, { begin }: Evening): Promise<void> {
  await untilMost(
    db,
    (done) =>
      Date.now() > begin.getTime() &&
      Object.entries(done).every(([what, some]) => some > 0 || what === 'reports'),
  );
}

/** While the database is away nothing can be counted. */
async function untilMost(db: Db, isEnough: (done: Done) => boolean): Promise<void> {
  let last: Done | undefined;
  await vi
    .waitUntil(async () => {
      last = await doneAlone(db).catch(() => undefined);
      return last !== undefined && isEnough(last);
    }, patience)
    .catch((cause: unknown) => {
      throw new Error(`too little was done: ${JSON.stringify(last)}`, { cause });
    });
}

interface Done {
  readonly votes: number;
  readonly answers: number;
}

/** What people did alone, counted. */
export async function doneAlone(db: Db): Promise<Done & Readonly<Record<string, number>>> {
  const { rows } = await sql<Done & Readonly<Record<string, number>>>`
    select (select count(*)::int from votes) as votes,
      (select count(*)::int from mock_questions where state = 'answered') as answers,
      (select count(*)::int from mock_replies) as replies,
      (select count(*)::int from mocks where state = 'done') as mocks,
      (select count(*)::int from posts where kind = 'mock-report') as reports,
      (select count(*)::int from peer_questions where state = 'marked') as marks,
      (select count(*)::int from peer_mocks where state = 'done') as peer_mocks,
      (select count(*)::int from posts where kind = 'recall-reminder') as reminders,
      (select count(*)::int from recalls left join answers using (drop_id)
        where answered_at is not null or answers.id is not null) as recalls,
      (select count(*)::int from vacations) as vacations,
      (select count(*)::int from posts where kind = 'data-export' and state = 'sent') as exports,
      (select count(*)::int from erasures where done_at is not null) as erasures,
      (select count(*)::int from posts where kind = 'podium') as podiums`.execute(db);
  const [done] = rows;
  if (!done) throw new Error('nothing was counted');
  return done;
}
