import type { Program } from '../cli/program.ts';
import type { OpenChat } from './chat.ts';
import { kills } from './settings.ts';
import { releaseClaims } from './settle.ts';
import { isReady, whileAtWork } from './stage.ts';

const combinations = 4;
/** How long a process lives at the most, from its start where it dies early, else from when it is ready. */
const [longestStartMs, longestMs] = [1500, 1200];

/** The whole program, killed again and again while people are at work, on one platform and one queue. */
export function killAgainAndAgain(name: string, open: OpenChat, queue: 'postgres' | 'redis'): Promise<void> {
  return whileAtWork(name, open, queue, async (first, { database, chance, start, forget }) => {
    let program = first;
    for (let left = Math.ceil(kills / combinations); left > 0; left -= 1) {
      if (chance.next() < 0.2) await chance.moment(longestStartMs);
      else {
        await isReady(program);
        await chance.moment(longestMs);
      }
      await kill(program);
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
