import pRetry from 'p-retry';
import type { OpenChat } from './chat.ts';
import { crash, crashingDatabase } from './crashing-database.ts';
import { whileAtWork } from './stage.ts';

const faults = 12;
const [leastMs, mostMs] = [300, 2000];

/** The servers that the program depends on fail again and again while people are at work; the program goes on. */
export function failAgainAndAgain(name: string, open: OpenChat, queue: 'postgres' | 'redis'): Promise<void> {
  return whileAtWork(
    `${name} servers`,
    open,
    queue,
    async (program, { database, chance, forget }) => {
      for (let left = faults; left > 0; left -= 1) {
        await chance.moment(leastMs);
        await chance.moment(mostMs);
        // While the database starts again nothing can be forgotten there.
        await pRetry(() => (chance.next() < 0.6 ? crash(database) : forget()), {
          retries: 200,
          minTimeout: 100,
          factor: 1,
        });
        if (program.child.exitCode !== null) throw new Error(`it ended: ${program.err()}`);
      }
      return program;
    },
    crashingDatabase,
  );
}
