import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { good } from '../support/answers.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

/** A server from which the bot is removed while it runs. */

const day = 24;
const within = { timeout: 60_000 };

let world: World;
let team: Team;
let thread: string;
beforeEach(async () => {
  world = await World.start('Acme', 'Globex');
  team = world.team;
  await team.ask('sam', ['schedule', 'set'], { days: 'daily', at: '09:00', zone: 'UTC' });
  await team.ask('maya', ['recall-set'], { at: '09:00', zone: 'UTC' });
  thread = await team.drop();
  team.person('maya').write(thread, good);
  await team.hears(thread, `For @${team.id('maya')}`);
});
afterEach(() => world.close());

async function state() {
  const { rows } = await sql`
    select ended_at is not null as "hasEnded", paused_at is not null as "isPaused", next_reminder_at is not null as "isReminded"
    from workspaces left join schedules on schedules.workspace_id = workspaces.id
    left join recall_settings on recall_settings.workspace_id = workspaces.id
    where external_id = ${team.guild.id}`.execute(world.database.db);
  return rows;
}

async function later(days: number): Promise<void> {
  world.hoursLater += days * day;
  await sweep(world.whetstone.services, features);
}

async function remove(): Promise<void> {
  team.guild.kickBot();
  await expect.poll(state, within).toEqual([{ hasEnded: true, isPaused: true, isReminded: false }]);
}

/** In the tables that have a workspace’s rows, but for shared questions. */
async function rowsOf(workspace: string): Promise<number> {
  const { rows: tables } = await sql<{ table: string }>`
    select table_name as table from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id'`.execute(world.database.db);
  const counts = tables.map(
    ({ table }) => sql`(select count(*) from ${sql.table(table)} where workspace_id = ${workspace})`,
  );
  const { rows } = await sql<{ total: string }>`select ${sql.join(counts, sql` + `)} as total`.execute(
    world.database.db,
  );
  return Number(rows[0]?.total);
}

test('an outage of Discord’s is no removal', async () => {
  const before = await state();
  team.guild.setAvailable(false);
  team.guild.setAvailable(true);
  await team.ask('sam', ['schedule', 'show']);
  expect(before).toEqual([{ hasEnded: false, isPaused: false, isReminded: true }]);
  expect(await state()).toEqual(before);
});

test('schedules and reminders end at once; if it comes back within 30 days, all is as it was but for these', async () => {
  const board = await team.ask('leo', ['leaderboard'], { period: 'all' });
  const posted = team.threads().length;
  await remove();
  await later(29);
  expect(await world.answers()).toHaveLength(1);
  expect(team.threads()).toHaveLength(posted);

  team.guild.inviteBot();
  // Nobody has to do anything for that.
  await expect.poll(state, within).toEqual([{ hasEnded: false, isPaused: true, isReminded: false }]);
  await later(2);
  expect(await world.answers()).toMatchObject([{ member_id: team.id('maya'), state: 'standing' }]);
  expect(await team.ask('leo', ['leaderboard'], { period: 'all' })).toBe(board);
  team.person('leo').write(thread, good);
  await team.hears(thread, `For @${team.id('leo')}`);
  expect(team.threads()).toHaveLength(posted);
  expect(await team.ask('sam', ['schedule', 'resume'])).toContain('Resumed');
});

test('after 30 days it is erased, and whoever invites it then begins anew', async () => {
  const [answer] = await world.answers();
  const workspace = answer?.workspace_id ?? '';
  await world.teams[1]?.drop();
  await remove();
  expect(await rowsOf(workspace)).toBeGreaterThan(5);
  await later(31);
  expect(await state()).toEqual([]);
  expect(await rowsOf(workspace)).toBe(0);

  team.guild.inviteBot();
  expect(await team.ask('sam', ['schedule', 'show'])).toContain('no schedule yet');
  expect(await state()).toEqual([{ hasEnded: false, isPaused: false, isReminded: false }]);
  await team.drop();
  expect(await world.answers()).toEqual([]);
  const workspaces = world.database.db.selectFrom('workspaces').select('name').orderBy('name');
  expect(await workspaces.execute()).toEqual([{ name: 'Acme' }, { name: 'Globex' }]);
});
