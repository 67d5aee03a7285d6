import { expect, onTestFinished, vi } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import { setMentor } from '../../src/workspaces/workspaces.ts';
import { type Program, whetstone } from '../cli/program.ts';
import { testDatabase } from '../support/database.ts';
import { forgetJobs } from '../support/forget-jobs.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../support/redis.ts';
import { Agenda } from './agenda.ts';
import type { Chat, OpenChat } from './chat.ts';
import { Crowd, mentors } from './crowd.ts';
import { expectAllTrue } from './invariants.ts';
import { Chance, kills, seeded } from './settings.ts';
import { releaseClaims, settle } from './settle.ts';

const combinations = 4;
/** How long a process lives at the most, from its start where it dies early, else from when it is ready. */
const [longestStartMs, longestMs] = [1500, 1200];

/** The whole program, killed again and again while people are at work, on one platform and one queue. */
export function killAgainAndAgain(name: string, open: OpenChat, queue: 'postgres' | 'redis'): Promise<void> {
  return seeded(async () => {
    const database = await testDatabase();
    const { db } = database;
    const port = String(await freePort());
    const chat = await open(Number(port));
    const redis = queue === 'redis' ? await startRedis() : undefined;
    if (redis) onTestFinished(redis.stop);
    const own = { DATABASE_URL: database.connectionString, PORT: port, LOG_LEVEL: 'warn' };
    const start = () =>
      whetstone('start', { ...chat.variables, ...own, ...(redis && { REDIS_URL: redis.url }) });
    const chance = new Chance(`${name} ${queue}`);
    const crowd = new Crowd(chat, chance);
    const agenda = new Agenda(db, chat.channel, chance);
    const stopping = new AbortController();

    let program = start();
    await isReady(program);
    await prepare(db, chat, crowd);
    const acting = Promise.all([crowd.act(stopping.signal), agenda.act(stopping.signal)]);
    for (let killed = 0; killed < kills / combinations; killed += 1) {
      if (chance.next() < 0.2) await chance.moment(longestStartMs);
      else {
        await isReady(program);
        await chance.moment(longestMs);
      }
      await kill(program);
      await releaseClaims(db);
      // Else the queue holds what the dead had in hand for up to a minute.
      const isLast = killed + 1 >= kills / combinations;
      if (isLast || chance.next() < 0.5) await (redis ? redis.flush() : forgetJobs(db));
      program = start();
    }
    await isReady(program);
    stopping.abort();
    await acting;
    await settle(db);
    await expectAllTrue(db, chat, crowd, agenda);
    program.child.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    await chat.close();
    await database.destroy();
  });
}

async function isReady(program: Program): Promise<void> {
  const ready = vi.waitUntil(() => program.out().includes('Whetstone is ready.'), {
    timeout: 60_000,
    interval: 10,
  });
  const over = program.ended.then(({ code, out, err }) => {
    throw new Error(`it ended with ${code}: ${out}${err}`);
  });
  await Promise.race([ready, over]);
}

/** @throws when it had ended by itself. */
async function kill({ child, ended }: Program): Promise<void> {
  child.kill('SIGKILL');
  const { err } = await ended;
  if (child.signalCode !== 'SIGKILL') throw new Error(`it ended by itself: ${err}`);
}

/** Mentors are known and questions asked before anything goes wrong. */
async function prepare(db: Db, chat: Chat, crowd: Crowd): Promise<void> {
  const asked = async () => {
    await crowd.ask();
    return chat.threads().length >= 3;
  };
  await vi.waitUntil(asked, { timeout: 60_000, interval: 300 });
  const workspaces = db.selectFrom('workspaces').select('id').where('platform', '!=', 'web');
  const { id } = await workspaces.executeTakeFirstOrThrow();
  for (const mentor of mentors) await setMentor(db, id, chat.id(mentor), true);
}
