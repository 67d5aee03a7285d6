import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFailed, onTestFinished } from 'vitest';
import { Clock } from '../faults/clock.ts';
import { Chance } from '../faults/settings.ts';
import { cutLine } from '../support/cut-line.ts';
import { testDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { Mishaps } from './mishaps.ts';
import { Programs } from './programs.ts';
import { settleIn } from './residents.ts';
import { teams } from './settings.ts';
import { openTown } from './town.ts';

export type Lane = Awaited<ReturnType<typeof openLane>>;

/** The whole town at work with Whetstone, on a clock that begins at that moment. */
export async function openLane(begin: Date) {
  const home = await mkdtemp(join(tmpdir(), 'whetstone-days-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const clock = new Clock(join(home, 'clock'));
  clock.set(begin);
  const database = await testDatabase('shipped');
  const { db } = database;
  const line = await cutLine(database.connectionString);
  const port = await freePort();
  const town = await openTown(database, teams / 2, port);
  const programs = await Programs.start({
    ...town.variables,
    ...clock.variables,
    DATABASE_URL: line.url,
    PORT: String(port),
    LOG_LEVEL: 'warn',
  });
  onTestFailed(() => void process.stdout.write(`${programs.lastWords()}\n`));
  const residents = await settleIn(db, town);
  const chance = new Chance('days');
  const mishaps = new Mishaps({ db, chance, programs, town, line });
  return {
    clock,
    db,
    chance,
    programs,
    residents,
    mishaps,
    async close() {
      await programs.stop();
      await town.close();
      await line.close();
      await database.destroy();
    },
  };
}
