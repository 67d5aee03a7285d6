import { expect, onTestFinished, vi } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import { setMentor } from '../../src/workspaces/workspaces.ts';
import { type Program, whetstone } from '../cli/program.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { forgetJobs } from '../support/forget-jobs.ts';
import { freePort } from '../support/free-port.ts';
import { startRedis } from '../support/redis.ts';
import { Agenda } from './agenda.ts';
import type { Chat, OpenChat } from './chat.ts';
import { Crowd, mentors } from './crowd.ts';
import { expectData } from './data-invariants.ts';
import { Guests } from './guests.ts';
import { expectAllTrue } from './invariants.ts';
import { Practice } from './practice.ts';
import { expectPodium, expectPractice } from './practice-invariants.ts';
import { Chance, seeded } from './settings.ts';
import { releaseInTime, settle } from './settle.ts';
import { doneAlone, eveningBefore, turnSeason, untilAllDone } from './turn-of-season.ts';

/** What a test has in hand while people are at work. */
export interface Stage {
  readonly database: TestDatabase;
  readonly workspace: string;
  readonly chance: Chance;
  readonly chat: Chat;
  readonly crowd: Crowd;
  readonly guests: Guests;
  /** Where the program answers. */
  readonly address: string;
  /** Starts the whole program, perhaps in another environment. */
  start(changes?: Readonly<Record<string, string>>): Program;
  /** Has something done when people have gone home and the program has ended, while the chat is still there. */
  afterwards(work: () => Promise<void>): void;
  /** The queue loses all that it knows. */
  forget(): Promise<void>;
}

/**
 * People at work on a platform, with the program's queue in one place or the other. `work` gets the program as it runs,
 * does something to it and gives the one that runs then; in the end everything must be as people did it. `layLine` may put something between
 * the program and its servers.
 */
export function whileAtWork(
  name: string,
  open: OpenChat,
  queue: 'postgres' | 'redis',
  work: (program: Program, stage: Stage) => Promise<Program>,
  openDatabase: () => Promise<TestDatabase> = () => testDatabase('shipped'),
  layLine: (url: string) => Promise<string> = async (url) => url,
): Promise<void> {
  return seeded(async () => {
    const database = await openDatabase();
    const { db } = database;
    const evening = await eveningBefore();
    const port = String(await freePort());
    const chat = await open(Number(port));
    const redis = queue === 'redis' ? await startRedis() : undefined;
    if (redis) onTestFinished(redis.stop);
    const own = { DATABASE_URL: await layLine(database.connectionString), PORT: port, LOG_LEVEL: 'warn' };
    const variables = {
      ...chat.variables,
      ...evening.clock.variables,
      ...own,
      ...(redis && { REDIS_URL: await layLine(redis.url) }),
    };
    const start = (changes: Readonly<Record<string, string>> = {}) =>
      whetstone('start', { ...variables, ...changes });
    const after: (() => Promise<void>)[] = [];
    const chance = new Chance(`${name} ${queue}`);
    const crowd = new Crowd(chat, chance);
    const practice = new Practice(chat, new Chance(`${name} ${queue} alone`));
    const guests = new Guests(db, chat, crowd, `${name} ${queue}`);
    const agenda = new Agenda(db, chat.channel, chance);
    const [stopping, stoppingAlone] = [new AbortController(), new AbortController()];

    const first = start();
    await isReady(first);
    const workspace = await prepare(db, chat, crowd);
    await practice.prepare();
    await guests.prepare();
    const acting = Promise.all([
      crowd.act(stopping.signal),
      ...[practice, guests, agenda].map((some) => some.act(stoppingAlone.signal)),
    ]);
    const turned = turnSeason(db, evening);
    const forget = () => (redis ? redis.flush() : forgetJobs(db));
    const last = await work(first, {
      database,
      workspace,
      chance,
      chat,
      crowd,
      guests,
      address: `http://127.0.0.1:${port}`,
      start,
      forget,
      afterwards: (work) => void after.push(work),
    });
    await isReady(last);
    // What the dead, or those without a database, had in hand would keep people waiting for minutes.
    const over = new AbortController();
    const releasing = releaseInTime(db, over.signal);
    await turned;
    stopping.abort();
    // Whatever goes wrong meanwhile is why too little is done.
    await Promise.race([untilAllDone(db, evening), acting]);
    stoppingAlone.abort();
    await acting;
    over.abort();
    await releasing;
    const isTrue = async () => {
      await settle(db);
      await expectAllTrue(db, { workspace, chat, crowd, slots: agenda.slots });
      await expectPractice(db, { workspace, chat }, practice);
      await expectPodium(db, { workspace, chat });
      await expectData(db, chat, practice, guests);
    };
    // What the program heard of and couldn't store yet it tries again, up to half a minute later.
    await vi.waitFor(isTrue, { timeout: 200_000, interval: 1000 });
    const done = Object.entries(await doneAlone(db)).map(([what, count]) => `${count} ${what}`);
    process.stdout.write(`${name}, ${queue}: ${done.join(', ')}\n`);
    last.child.kill('SIGTERM');
    expect((await last.ended).code).toBe(0);
    for (const work of after) await work();
    await chat.close();
    await database.destroy();
  });
}

export async function isReady(program: Program): Promise<void> {
  const ready = vi.waitUntil(() => program.out().includes('Whetstone is ready.'), {
    timeout: 60_000,
    interval: 10,
  });
  const over = program.ended.then(({ code, out, err }) => {
    throw new Error(`it ended with ${code}: ${out}${err}`);
  });
  await Promise.race([ready, over]);
}

/** Mentors are known and questions asked before anything goes wrong. Returns the workspace. */
async function prepare(db: Db, chat: Chat, crowd: Crowd): Promise<string> {
  const asked = async () => {
    await crowd.ask();
    return chat.threads().length >= 3;
  };
  await vi.waitUntil(asked, { timeout: 60_000, interval: 300 });
  const workspaces = db.selectFrom('workspaces').select('id').where('platform', '!=', 'web');
  const { id } = await workspaces.executeTakeFirstOrThrow();
  for (const mentor of mentors) await setMentor(db, id, chat.id(mentor), true);
  return id;
}
