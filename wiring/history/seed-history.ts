import { seedPlayground } from '../../adapters/web/seed.ts';
import { addPerson } from '../../adapters/web/store/people.ts';
import { UserError } from '../../src/base/errors.ts';
import type { Log } from '../../src/base/log.ts';
import { findTimeZone } from '../../src/base/time-zones.ts';
import type { Db } from '../../src/database/database.ts';
import { findOrCreateWorkspace } from '../../src/workspaces/workspaces.ts';
import { Team } from './team.ts';

const dayMs = 86_400_000;

/** Who is in the team besides the people that a playground begins with. */
const newcomers = [
  { id: 'noor', name: 'Noor', role: 'member', hue: 4 },
  { id: 'tomas', name: 'Tomas', role: 'member', hue: 5 },
  { id: 'ines', name: 'Ines', role: 'member', hue: 6 },
] as const;

interface Seeding {
  readonly weeks: number;
  readonly log: Log;
  readonly now?: () => Date;
  onDay?(done: number, all: number): void;
}

/**
 * Gives a playground some weeks of a team's practice, by the same use-cases by which it would have come: questions, answers with feedback,
 * votes, reviews. Returns how many answers there are.
 *
 * @throws UserError for a playground that has answers.
 */
export async function seedHistory(
  db: Db,
  { weeks, log, now = () => new Date(), onDay }: Seeding,
): Promise<number> {
  const workspace = await findOrCreateWorkspace(db, 'web', 'local', 'Playground');
  const used = await db
    .selectFrom('answers')
    .select('id')
    .where('workspace_id', '=', workspace)
    .limit(1)
    .execute();
  if (used.length > 0)
    throw new UserError(
      'This playground has answers already. Seed a new one, as in DATA_DIR=.demo npm run whetstone -- playground seed.',
    );
  await seedPlayground(db, workspace);
  for (const person of newcomers) await addPerson(db, workspace, person);
  const zone = findTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? 'UTC';
  const team = new Team(db, workspace, log, zone, new Date(now().getTime() - weeks * 7 * dayMs));
  await team.core.command(
    team.actor('sam'),
    `schedule set weekdays 09:00 ${zone} backend software-engineer adaptive on`,
  );
  await team.core.command(team.actor('sam'), `settings set zone ${zone}`);
  const days = weeks * 7;
  for (let day = 1; day <= days; day += 1) {
    onDay?.(day, days);
    await team.live(new Date(now().getTime() - (days - day) * dayMs));
  }
  return team.answers;
}
