import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import { localDay } from '../../src/base/time.ts';
import { wakeForSeasons } from '../../src/leaderboards/wakes.ts';
import { settleAllStandings } from '../../src/standings/count-standings.ts';
import { changeSettings } from '../../src/workspaces/settings.ts';
import { openAnotherWorkspace } from '../support/another-workspace.ts';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-12-30T08:00:00Z' });
});
afterEach(() => h.stop());

/** A schedule that asks nothing at the turn of the year, and answers with so many votes. */
async function season(votes: Readonly<Record<string, number>>, channel = 'practice'): Promise<void> {
  await h.command('sam', 'schedule set wed 09:00 UTC backend leaderboard off', channel);
  const thread = await h.drop('question backend/slow-query', channel);
  for (const [member, count] of Object.entries(votes)) {
    const message = await h.reply(member, thread, good, { channel });
    for (let number = 0; number < count; number += 1) {
      const reaction = {
        ...h.actor(`voter-${number}`, channel),
        message: message.message,
        emoji: '👍',
        at: h.now,
      };
      await h.core.reactionAdded(reaction);
    }
  }
  await h.drain();
}

const podiums = async () => (await h.said()).filter((text) => text.startsWith('Podium'));

const requested = async () => {
  const posts = h.services.db.selectFrom('posts').select('subject').where('kind', '=', 'podium');
  return (await posts.orderBy('subject').execute()).map(({ subject }) => subject);
};

test('the first moment of a new season brings the podium and the champion, once', async () => {
  await season({ maya: 3, leo: 2, priya: 2, nina: 1, omar: 0 });
  h.clock('2026-12-31T23:59:59Z');
  await h.sweep();
  expect(await podiums()).toEqual([]);
  h.clock('2027-01-01T00:00:00Z');
  await h.sweep();
  const [podium] = await podiums();
  expect(podium).toBe(
    [
      'Podium · season 2026-Q4',
      '🏆 Champion: @maya, with 3 votes.',
      '🥇 | @maya | 3 | 1\n🥈 | @leo | 2 | 1\n🥈 | @priya | 2 | 1',
      'Votes received in this channel, October to December 2026. A new season has begun, and everybody starts it at zero: /interview leaderboard season. All-time standings go on.',
    ].join('\n'),
  );
  await Promise.all([h.run(wakeForSeasons('2026-Q4')), h.run(wakeForSeasons('2026-Q4')), h.sweep()]);
  h.clock(60);
  await h.sweep();
  expect(await podiums()).toEqual([podium]);
});

test('votes in a channel of the same id in another workspace bring no podium', async () => {
  await season({ maya: 0 });
  const elsewhere = await openAnotherWorkspace(h.services.db);
  await h.services.db
    .insertInto('standings')
    .values({
      ...{ workspace_id: elsewhere, scope: 'practice', period: '2026-Q4' },
      ...{ member_id: 'maya', votes: 3, answers: 1 },
    })
    .execute();
  h.clock('2027-01-01T00:00:00Z');
  await h.sweep();
  expect(await requested()).toEqual([]);
});

test('of equal firsts all are champions, and who is hidden is none', async () => {
  await season({ maya: 2, leo: 2, priya: 2, nina: 4 });
  await h.command('nina', 'leaderboard hide');
  h.clock('2027-01-01T00:00:00Z');
  await h.sweep();
  const [podium] = await podiums();
  expect(podium).toContain('🏆 Champions: @leo, @maya and @priya, with 2 votes each.');
  expect(podium).not.toContain('nina');
});

test('when more share the first place than a message can name, it says that there are others', async () => {
  await season(Object.fromEntries(Array.from({ length: 55 }, (_, number) => [`member-${number}`, 1])));
  h.clock('2027-01-01T00:00:00Z');
  await h.sweep();
  const [podium = ''] = await podiums();
  expect(podium).toMatch(/@member-\d+, @member-\d+ and others, with 1 vote each\./);
  expect(podium.match(/🥇/g)).toHaveLength(50);
  expect(podium).toContain('More members share the last of these places.');
});

test('only channels with a schedule that isn’t paused and with a vote for somebody on the boards', async () => {
  const votes: Record<string, Record<string, number>> = {
    team: { maya: 1 },
    paused: { maya: 1 },
    off: { maya: 1 },
    voteless: { maya: 0 },
    hidden: { nina: 1 },
  };
  for (const [channel, given] of Object.entries(votes)) {
    await addChannel(h.services.db, h.workspace, channel);
    await season(given, channel);
  }
  await h.command('sam', 'schedule pause', 'paused');
  await h.command('sam', 'schedule off', 'off');
  await h.command('nina', 'leaderboard hide');
  h.clock('2027-01-01T00:00:00Z');
  await h.sweep();
  expect(await requested()).toEqual(['team 2026-12-31']);
});

test('it still comes on the first day of the new season, and not after a longer downtime', async () => {
  await season({ maya: 1 });
  h.clock('2027-01-02T00:00:00Z');
  await h.sweep();
  expect(await podiums()).toEqual([]);
  await season({ leo: 1 });
  h.clock('2027-04-01T23:59:00Z');
  await h.sweep();
  expect(await podiums()).toEqual([expect.stringContaining('Champion: @leo')]);
});

test('the quarter is that of the workspace’s zone', async () => {
  await season({ maya: 1 });
  await changeSettings(
    h.services,
    { workspace: h.workspace, member: null },
    { timeZone: 'Pacific/Auckland' },
  );
  h.clock('2026-12-31T10:59:00Z');
  await h.sweep();
  expect(await podiums()).toEqual([]);
  h.clock('2026-12-31T11:00:00Z');
  await h.sweep();
  expect(await podiums()).toHaveLength(1);
  // Where it is still December, the same season ends once more.
  await changeSettings(
    h.services,
    { workspace: h.workspace, member: null },
    { timeZone: 'America/Los_Angeles' },
  );
  for (const at of ['2027-01-01T07:59:00Z', '2027-01-01T08:00:00Z', '2027-01-01T20:00:00Z']) {
    h.clock(at);
    await h.sweep();
  }
  expect(await podiums()).toHaveLength(1);
});

test.each(['Pacific/Kiritimati', 'America/Los_Angeles'])(
  'votes and answers keep their season when the zone changes to %s on its last day',
  async (timeZone) => {
    const { db } = h.services;
    h.clock('2026-12-31T12:00:00Z');
    await season({ maya: 2 });
    await changeSettings(h.services, { workspace: h.workspace, member: null }, { timeZone });
    const thread = await h.drop('question backend/slow-query');
    await h.reply('leo', thread, good);
    for (const at of ['2026-12-31T13:00:00Z', '2027-01-01T00:00:00Z', '2027-01-01T08:00:00Z']) {
      h.clock(at);
      await h.sweep();
    }
    expect(await podiums()).toEqual([expect.stringContaining('Champion: @maya, with 2 votes')]);
    await settleAllStandings(db);
    const { rows: standings } = await sql`
      select period, member_id, votes, answers from standings
      where workspace_id = ${h.workspace} and scope = '' and period like '%-Q%' order by period, member_id`.execute(
      db,
    );
    const leos = timeZone === 'Pacific/Kiritimati' ? '2027-Q1' : '2026-Q4';
    expect(standings).toEqual(
      [
        { period: '2026-Q4', member_id: 'maya', votes: 2, answers: 1 },
        { period: leos, member_id: 'leo', votes: 0, answers: 1 },
      ].sort((one, other) =>
        `${one.period}${one.member_id}`.localeCompare(`${other.period}${other.member_id}`),
      ),
    );
  },
);

test('two hundred workspaces cost what ten do', async () => {
  const { db } = h.services;
  const workspaces = async (from: number, to: number) => {
    await sql`insert into workspaces (platform, external_id, name)
      select 'web', 'w' || n, 'w' from generate_series(${from}::int, ${to}::int) n`.execute(db);
    const added = sql`select id from workspaces where ended_season is null`;
    await sql`insert into channels (workspace_id, id, name) select id, 'c', 'c' from (${added}) w`.execute(
      db,
    );
    await sql`insert into members (workspace_id, id, name) select id, 'm', 'm' from (${added}) w on conflict do nothing`.execute(
      db,
    );
    await sql`insert into standings (workspace_id, scope, period, member_id, votes, answers)
      select id, 'c', '2026-Q4', 'm', 1, 1 from (${added}) w`.execute(db);
    await sql`insert into schedules (workspace_id, channel_id, days, at, time_zone, tracks, levels, categories,
        reveal_after_minutes, next_slot_at, updated_at)
      select id, 'c', '{3}', '09:00', 'UTC', '{}', '{}', '{}', 480, '2027-03-01T09:00:00Z', ${h.now} from (${added}) w`.execute(
      db,
    );
  };
  h.clock('2027-01-01T00:00:00Z');
  await workspaces(1, 10);
  const few = await h.counter.during(() => h.run(wakeForSeasons('2026-Q4')));
  await workspaces(11, 200);
  const many = await h.counter.during(() => h.run(wakeForSeasons('2026-Q4')));
  expect(many.statements).toBe(few.statements);
  expect(await requested()).toHaveLength(201);
});

test('a channel that gets another id keeps its podium', async () => {
  await season({ maya: 1 });
  h.clock('2027-01-01T00:00:00Z');
  await h.sweep();
  await addChannel(h.services.db, h.workspace, 'drills');
  await h.core.channelMoved(h.workspace, 'practice', 'drills');
  expect(await requested()).toEqual(['drills 2026-12-31']);
});

test('law: however the clock jumps and the zone changes, a season that is seen to end is posted once', async () => {
  await season({ maya: 1 });
  const { db } = h.services;
  const turn = new Date('2027-01-01T00:00:00Z').getTime();
  const step = fc.record({
    hours: fc.oneof(fc.integer({ min: -40, max: 60 }), fc.integer({ min: -2000, max: 40_000 })),
    timeZone: fc.constantFrom(
      'UTC',
      'Pacific/Kiritimati',
      'America/Los_Angeles',
      'Etc/GMT+12',
      'Asia/Kathmandu',
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      await db.deleteFrom('posts').where('kind', '=', 'podium').execute();
      await db.updateTable('workspaces').set({ ended_season: null }).execute();
      let isOver = false;
      for (const { hours, timeZone } of steps) {
        h.clock(new Date(turn + hours * 3_600_000).toISOString());
        await changeSettings(h.services, { workspace: h.workspace, member: null }, { timeZone });
        const before = (await podiums()).length;
        await h.sweep();
        const ends = localDay(h.now, timeZone) === '2027-01-01';
        expect((await podiums()).length - before).toBe(ends && !isOver ? 1 : 0);
        isOver ||= ends;
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
