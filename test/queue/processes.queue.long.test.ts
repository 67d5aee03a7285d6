import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDb, createPool } from '../../src/database/connect.ts';
import { type Program, stop, whetstone } from '../cli/program.ts';
import { better, good, onAnything } from '../support/answers.ts';
import { usedDatabase } from '../support/empty-database.ts';
import { startRedis } from '../support/redis.ts';

/** Whether what a mentor writes is an answer is asked first. */
const people = ['maya', 'leo', 'sam'];
const questions = 6;
const channels = 15;
const patience = { timeout: 60_000, interval: 100 };

/** Starts a process with these roles; its address when it is ready. */
async function launch(roles: string, variables: Readonly<Record<string, string>>) {
  const program = whetstone('start', { ...variables, PROCESS_ROLES: roles, PORT: '0' });
  const isReady = () => program.out().includes('Whetstone is ready.');
  await Promise.race([
    vi.waitUntil(isReady, patience),
    program.ended.then(({ err }) => {
      if (!isReady()) throw new Error(`it ended: ${err}`);
    }),
  ]);
  return { program, address: /Playground +(http\S+)/.exec(program.out())?.[1] ?? '' };
}

test('two web and three worker processes share the work; restarted one by one they lose and double nothing', async () => {
  const DATABASE_URL = await usedDatabase();
  const redis = process.env.QUEUE_BACKEND === 'redis' ? await startRedis() : undefined;
  if (redis) onTestFinished(redis.stop);
  const variables = { DATABASE_URL, PLAYGROUND: 'on', ...(redis && { REDIS_URL: redis.url }) };
  const db = createDb(createPool(DATABASE_URL, () => undefined));
  const webs = [await launch('web', variables), await launch('web', variables)];
  const workers = await Promise.all([1, 2, 3].map(() => launch('worker', variables)));
  try {
    await scheduleInMany();
    const [, threads] = await Promise.all([restartAll(), askQuestions()]);
    const answering = threads.flatMap((thread) => people.map((person) => answer(person, thread)));
    await Promise.all([restartAll(), ...answering]);

    await vi.waitFor(async () => {
      expect(await counts()).toEqual({
        scheduled: channels + 1,
        asked: questions,
        answers: questions * people.length,
        given: questions * people.length,
        unsent: 0,
      });
    }, patience);
    const { rows } = await sql<{ kind: string; number: number; messages: number }>`
      select kind, count(*)::int as number, count(distinct message)::int as messages from posts group by kind order by kind`.execute(
      db,
    );
    expect(rows).toEqual([
      { kind: 'drop', number: channels + 1 + questions, messages: channels + 1 + questions },
      { kind: 'feedback', number: questions * people.length, messages: questions * people.length },
    ]);
    const { rows: said } = await sql<{ number: number }>`
      select count(*)::int as number from web_messages where author_id is null and only_for is null`.execute(
      db,
    );
    expect(said).toEqual([{ number: channels + 1 + questions + questions * people.length }]);
  } finally {
    await db.destroy();
  }

  /** One after the other, each replaced before the next goes. */
  async function restartAll(): Promise<void> {
    for (const [group, roles] of [
      [webs, 'web'],
      [workers, 'worker'],
    ] as const)
      for (const [index, { program }] of [...group.entries()]) {
        const replaced = await launch(roles, variables);
        group[index] = replaced;
        expectEnd(await stop(program, 'SIGTERM'));
      }
  }

  function expectEnd({ code, err }: Awaited<Program['ended']>): void {
    expect([code, err]).toEqual([0, '']);
  }

  /** Schedules that have all just become due. */
  async function scheduleInMany(): Promise<void> {
    const soon = new Date(Date.now() + 1000);
    const at = soon.toISOString().slice(11, 19);
    for (let number = 0; number < channels; number += 1) {
      const id = `team-${number}`;
      await sql`insert into web_channels (workspace_id, id, name) values (1, ${id}, ${id})`.execute(db);
      await sql`insert into channels (workspace_id, id, name) values (1, ${id}, ${id})`.execute(db);
      await sql`insert into schedules (workspace_id, channel_id, days, at, time_zone, tracks, levels, categories, reveal_after_minutes, next_slot_at, updated_at)
        values (1, ${id}, '{1,2,3,4,5,6,7}', ${at}, 'UTC', '{}', '{}', '{}', 60, ${`${soon.toISOString().slice(0, 19)}Z`}, now())`.execute(
        db,
      );
    }
  }

  /** Sends it as a browser does, again to another process when one goes away. */
  async function send(person: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const body = new URLSearchParams({ ...fields, key: randomUUID() });
    for (let attempt = 0; ; attempt += 1) {
      const { address } = webs[attempt % webs.length] ?? { address: '' };
      try {
        const response = await fetch(`${address}/c/practice/messages`, {
          method: 'POST',
          headers: { origin: address, cookie: `person=${person}` },
          body,
          redirect: 'manual',
        });
        if (response.status < 400) return;
        throw new Error(`${response.status}: ${await response.text()}`);
      } catch (error) {
        if (attempt === 20) throw error;
      }
    }
  }

  async function askQuestions(): Promise<string[]> {
    for (let number = 0; number < questions; number += 1)
      await send('maya', { text: '/interview question backend' });
    return vi.waitUntil(async () => {
      const { rows } = await sql<{ message: string }>`
        select message from drops where source = 'request' and message is not null order by id`.execute(db);
      return rows.length === questions && rows.map(({ message }) => message);
    }, patience);
  }

  async function answer(person: string, thread: string): Promise<void> {
    await send(person, {
      text: `${person === 'maya' ? good : better} ${onAnything} So says ${person}.`,
      thread,
    });
  }

  async function counts() {
    const { rows } = await sql<Record<string, number>>`
      select (select count(*)::int from drops where source = 'schedule' and state = 'open') as scheduled,
        (select count(*)::int from drops where source = 'request' and state = 'open') as asked,
        (select count(*)::int from answers) as answers,
        (select count(*)::int from feedback where state = 'given') as given,
        (select count(*)::int from posts where state <> 'sent' or stale) as unsent`.execute(db);
    return rows[0];
  }
}, 180_000);
