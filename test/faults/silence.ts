import { expect, vi } from 'vitest';
import { type CutLine, cutLine } from '../support/cut-line.ts';
import { testDatabase } from '../support/database.ts';
import type { OpenChat } from './chat.ts';
import { type Stage, whileAtWork } from './stage.ts';

const silences = 2;
const longestMs = 20_000;

/** What the program promises: how soon it says how it is, and how soon it works when the network does. */
const [answersWithinMs, recoversWithinMs] = [2000, 15_000];

/** The ways to the program's servers fall silent, together or one of them, while people are at work. */
export function silenceAgainAndAgain(
  name: string,
  open: OpenChat,
  queue: 'postgres' | 'redis',
): Promise<void> {
  const lines: CutLine[] = [];
  const layLine = async (url: string) => {
    const line = await cutLine(url);
    lines.push(line);
    return line.url;
  };
  const openDatabase = async () => {
    const database = await testDatabase('shipped');
    // What the server never heard the end of is over with its line.
    const destroy = async () => {
      for (const line of lines) await line.close();
      await database.destroy();
    };
    return { ...database, destroy };
  };
  return whileAtWork(
    `${name} silence`,
    open,
    queue,
    async (program, stage) => {
      for (let left = silences; left > 0; left -= 1) {
        await stage.chance.moment(2000);
        const one = stage.chance.of([...lines, undefined]);
        const silent = one ? [one] : lines;
        for (const line of silent) line.silence();
        await stage.chance.moment(longestMs);
        await expectReadiness(stage.address);
        for (const line of silent) line.mend();
        await expectRecovery(stage);
        if (program.child.exitCode !== null) throw new Error(`it ended: ${program.err()}`);
      }
      return program;
    },
    openDatabase,
    layLine,
  );
}

async function expectReadiness(address: string): Promise<void> {
  const askedAt = performance.now();
  await (await fetch(`${address}/readyz`)).json();
  expect(performance.now() - askedAt).toBeLessThan(answersWithinMs);
}

/** Who asks for a question sees it. */
async function expectRecovery({ address, chat, crowd }: Stage): Promise<void> {
  const mendedAt = performance.now();
  const patience = { timeout: recoversWithinMs, interval: 200 };
  await vi.waitUntil(async () => (await fetch(`${address}/readyz`)).ok, patience);
  const known = chat.threads().length;
  await crowd.ask();
  await vi.waitUntil(() => chat.threads().length > known, patience);
  expect(performance.now() - mendedAt).toBeLessThan(recoversWithinMs);
}
