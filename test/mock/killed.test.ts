import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reply } from '../../src/chat/core.ts';
import { good, onAnything } from '../support/answers.ts';
import { dying } from '../support/dying.ts';
import { Harness } from '../support/harness.ts';

/** Law: whenever the process dies, an answer that is sent again is there once, and what was due comes once. */

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

const rowsOf = (table: 'answers' | 'mock_questions' | 'mocks' | 'peer_questions') =>
  h.services.db.selectFrom(table).selectAll().where('workspace_id', '=', h.workspace).execute();

/** Does something as a process that dies before each of its statements in turn, until one comes through; `prepare` makes what it's done to. */
async function atEachStatement(
  prepare: (round: number) => Promise<(core: Harness['core']) => Promise<Reply>>,
  check: (round: number) => Promise<void>,
): Promise<number> {
  for (let last = 1; ; last += 1) {
    const work = await prepare(last);
    const process = dying(h.services, last);
    await work(process.core).catch(() => undefined);
    if (!process.isDead()) return last;
    await work(h.core);
    // What the dead one would have woken, the sweeper finds.
    h.clock(2);
    await h.sweep();
    await check(last);
  }
}

const command = async (text: string) => {
  const reply = await h.core.command(h.actor('maya'), text);
  await h.drain();
  return reply;
};

const openMock = async () => (await rowsOf('mocks')).find((mock) => 'state' in mock && mock.state !== 'done');

test('an answer in a mock interview', async () => {
  const rounds = await atEachStatement(
    async () => {
      await command('mock backend 120m');
      const mock = await openMock();
      return (core) => core.submit(h.actor('maya'), 'mock-answer', `${mock?.id}:1`, { answer: onAnything });
    },
    async (round) => {
      expect(await rowsOf('answers')).toHaveLength(round);
      expect(await rowsOf('mock_questions')).toHaveLength(round);
      const said = (await h.said(undefined, 'maya')).filter((text) => text.includes('question 1 of 6'));
      expect(said).toHaveLength(round);
      const mock = await openMock();
      await h.core.action(h.actor('maya'), 'mock-finish', mock?.id ?? '');
    },
  );
  expect(rounds).toBeGreaterThan(8);
});

test('the next question, the end and the report', async () => {
  await atEachStatement(
    async () => {
      await command('mock backend 10m');
      const mock = await openMock();
      for (const place of [1, 2]) {
        await h.core.action(h.actor('maya'), 'mock-next', `${mock?.id}:${place}`);
      }
      return (core) => core.action(h.actor('maya'), 'mock-next', `${mock?.id}:3`);
    },
    async (round) => {
      const mocks = await rowsOf('mocks');
      expect(mocks).toHaveLength(round);
      expect(mocks.every((mock) => 'state' in mock && mock.state === 'done')).toBe(true);
      expect(await rowsOf('mock_questions')).toHaveLength(3 * round);
    },
  );
});

test('a mark in a mock interview for two', async () => {
  await h.command('leo', 'help');
  await h.core.command(h.actor('maya'), 'mock with @Leo backend 120m');
  const { id } = await h.services.db.selectFrom('peer_mocks').select('id').executeTakeFirstOrThrow();
  await h.core.action(h.actor('leo'), 'peer-accept', id);
  let place = 0;
  await atEachStatement(
    async () => {
      place += 1;
      const subject = `${id}:${place}`;
      return (core) => core.submit(h.actor('maya'), 'peer-mark', subject, { comment: subject });
    },
    async (round) => {
      const questions = await rowsOf('peer_questions');
      expect(questions).toHaveLength(round + 1);
      expect(questions.filter((one) => 'comment' in one && one.comment !== '')).toHaveLength(round);
    },
  );
});

test('a reminder of what is due, and the end of a mock interview that nobody goes on with', async () => {
  await h.reply('maya', await h.drop(), good);
  h.clock(12 * 60);
  await h.command('maya', 'recall set 09:00 UTC');
  let sent = 0;
  for (let last = 1; ; last += 1) {
    const day = new Date(Date.UTC(2026, 10, 24 + last, 9));
    h.clock(new Date(day.getTime() - 30 * 60_000).toISOString());
    await h.core.command(h.actor('maya'), 'mock backend 10m');
    await h.core.action(h.actor('maya'), 'recall', '');
    h.clock(day.toISOString());
    const [first, second] = [dying(h.services, last), dying(h.services, last)];
    await first.run('remind-of-recall', {});
    await second.run('end-mocks', {});
    await h.sweep();
    h.clock(2);
    await h.sweep();
    sent += 1;
    const told = await h.said(undefined, 'maya');
    expect(told.filter((text) => text.includes('slip your mind'))).toHaveLength(sent);
    expect(told.filter((text) => text.startsWith('Your mock interview\n'))).toHaveLength(sent);
    if (!first.isDead() && !second.isDead()) break;
  }
  expect(sent).toBeGreaterThan(5);
});
