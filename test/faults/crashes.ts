import { sql } from 'kysely';
import { vi } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import type { Program } from '../cli/program.ts';
import type { OpenChat } from './chat.ts';
import { kills } from './settings.ts';
import { releaseClaims } from './settle.ts';
import { isReady, whileAtWork } from './stage.ts';

const combinations = 4;
/** How long a process lives at the most, from its start where it dies early, else from when it is ready. */
const [longestStartMs, longestMs] = [1500, 1200];
/** How long it takes until somebody is to be forgotten or a file is on its way, and how long that takes. */
const [riskWithinMs, riskyMs] = [4000, 100];

/** The whole program, killed again and again while people are at work, on one platform and one queue. */
export function killAgainAndAgain(name: string, open: OpenChat, queue: 'postgres' | 'redis'): Promise<void> {
  return whileAtWork(name, open, queue, async (first, { database, chance, guests, start, forget }) => {
    let program = first;
    for (let left = Math.ceil(kills / combinations); left > 0; left -= 1) {
      if (chance.next() < 0.2) await chance.moment(longestStartMs);
      else {
        await isReady(program);
        const isAtRisk = chance.next() < 0.4 && (await untilAtRisk(database.db, new Date()));
        await chance.moment(isAtRisk ? riskyMs : longestMs);
      }
      await kill(program);
      await guests.expectWhole();
      await releaseClaims(database.db);
      // Else the queue holds what the dead had in hand for up to a minute.
      if (left === 1 || chance.next() < 0.5) await forget();
      program = start();
    }
    return program;
  });
}

/** @throws when it had ended by itself. */
async function kill({ child, ended }: Program): Promise<void> {
  child.kill('SIGKILL');
  const { err } = await ended;
  if (child.signalCode !== 'SIGKILL') throw new Error(`it ended by itself: ${err}`);
}

/** Waits until somebody asks to be forgotten or for a file; false when that takes too long. */
function untilAtRisk(db: Db, since: Date): Promise<boolean> {
  const isAtRisk = async () => {
    const { rows } = await sql`
      select from erasures where member_id is not null and asked_at > ${since}
      union all select from posts where kind = 'data-export' and state = 'sending' and created_at > ${since}`.execute(
      db,
    );
    return rows.length > 0;
  };
  return vi.waitUntil(isAtRisk, { timeout: riskWithinMs, interval: 5 }).catch(() => false);
}
