import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAnotherWorkspace } from '../support/another-workspace.ts';
import { good } from '../support/answers.ts';
import { cardText, Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

const reminders = async (member = 'maya') =>
  (await h.said(undefined, member)).filter((text) => /slip your mind|Keep the reminders/.test(text));

/** Maya answers and wants reminders from the next day on. */
async function remindedAt(time: string): Promise<void> {
  await h.reply('maya', await h.drop(), good);
  h.clock(12 * 60);
  await h.command('maya', `recall set ${time}`);
}

/** Moves the clock on day by day, at the same hour. */
async function pass(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    h.clock(1440);
    await h.drain();
  }
}

async function press(action: 'recall' | 'recall-keep' | 'recall-stop'): Promise<void> {
  await h.core.action(h.actor('maya'), action, '');
  await h.drain();
}

test('nobody is reminded who didn’t ask for it', async () => {
  await h.reply('maya', await h.drop(), good);
  await pass(3);
  await h.sweep();
  expect(await reminders()).toEqual([]);
});

test('a reminder comes at the member’s own hour in their zone, when something is due', async () => {
  await remindedAt('07:30 America/New_York');
  h.clock('2026-11-25T12:29:00Z');
  await h.drain();
  expect(await reminders()).toEqual([]);
  h.clock('2026-11-25T12:30:00Z');
  await h.drain();
  expect(await reminders()).toEqual([
    expect.stringMatching(/\d key points? (is|are) about to slip your mind/),
  ]);
});

test('nobody’s vacation in another workspace keeps theirs away', async () => {
  await remindedAt('09:00 UTC');
  const workspace_id = await openAnotherWorkspace(h.services.db);
  await h.services.db
    .insertInto('members')
    .values({ workspace_id, id: 'maya', name: 'Maya' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await h.services.db
    .insertInto('vacations')
    .values({ workspace_id, member_id: 'maya', starts_on: '2026-11-24', ends_on: '2026-12-24' })
    .execute();
  h.clock('2026-11-25T09:00:00Z');
  await h.drain();
  expect(await reminders()).toHaveLength(1);
});

test('none comes while nothing is due', async () => {
  await h.command('maya', 'recall set 09:00 UTC');
  h.clock('2026-11-24T09:00:00Z');
  await pass(4);
  expect(await reminders()).toEqual([]);
});

test('the sweeper finds one that the queue lost, and two workers send one', async () => {
  await remindedAt('09:00 UTC');
  h.clock('2026-11-25T09:00:20Z');
  await h.sweep();
  const wake = { job: 'remind-of-recall', data: {}, id: 'again' } as const;
  await Promise.all([h.run(wake), h.run(wake)]);
  await h.drain();
  expect(await reminders()).toHaveLength(1);
});

test('none comes twice on a day, whatever the clock, the hour or the zone does', async () => {
  await remindedAt('09:00 UTC');
  h.clock('2026-11-25T09:00:00Z');
  await h.drain();
  h.clock('2026-11-25T08:00:00Z');
  await h.command('maya', 'recall set 08:30');
  h.clock('2026-11-25T08:30:00Z');
  await h.drain();
  await h.command('maya', 'recall set 14:00 Europe/Berlin');
  h.clock('2026-11-25T13:00:00Z');
  await h.drain();
  expect(await reminders()).toHaveLength(1);
  h.clock('2026-11-26T13:00:00Z');
  await h.drain();
  expect(await reminders()).toHaveLength(2);
});

test('none comes for what was skipped that morning, also not on the member’s own page', async () => {
  await remindedAt('09:00 UTC');
  h.clock('2026-11-25T07:00:00Z');
  for (let skipped = 0; skipped < 6; skipped += 1) {
    await h.core.action(h.actor('maya'), 'recall', 'more');
    const asked = await h.services.db
      .selectFrom('recalls')
      .select('id')
      .where('state', '=', 'asked')
      .executeTakeFirst();
    if (asked) await h.core.action(h.actor('maya'), 'recall-skip', asked.id);
  }
  h.clock('2026-11-25T09:00:00Z');
  await h.drain();
  expect(await reminders()).toEqual([]);
  expect(cardText(await h.core.home(h.actor('maya')))).not.toContain('key points are due');
});

test('a clock that was a year ahead for a moment ends nothing', async () => {
  await remindedAt('09:00 UTC');
  h.clock('2027-11-25T09:00:00Z');
  await h.drain();
  h.clock('2026-11-25T08:00:00Z');
  await h.sweep();
  h.clock('2026-11-25T09:00:00Z');
  await h.drain();
  expect((await reminders()).length).toBeGreaterThan(0);
});

test('one that is hours late is left out, and the next comes', async () => {
  await remindedAt('09:00 UTC');
  h.clock('2026-11-25T16:00:00Z');
  await h.sweep();
  expect(await reminders()).toEqual([]);
  h.clock('2026-11-26T09:00:00Z');
  await h.drain();
  expect(await reminders()).toHaveLength(1);
});

describe('after three that came to nothing', () => {
  beforeEach(async () => {
    await remindedAt('09:00 UTC');
    h.clock('2026-11-24T09:00:00Z');
    await pass(8);
  });

  test('it asks whether to stop, and waits for the answer', async () => {
    const said = await reminders();
    expect(said).toHaveLength(4);
    expect(said.at(-1)).toContain('Keep the reminders?');
    expect(said.at(-1)).toContain('[Keep them] [Stop reminders]');
  });

  test.each(['recall-keep', 'recall'] as const)('%s goes on with them', async (action) => {
    await press(action);
    await pass(1);
    expect(await reminders()).toHaveLength(5);
    expect((await reminders()).at(-1)).toContain('slip your mind');
  });

  test('recall-stop ends them', async () => {
    await press('recall-stop');
    await pass(3);
    expect(await reminders()).toHaveLength(4);
    expect(await h.command('maya', 'recall set')).toContain('There are no reminders');
  });
});

test('who practises in between isn’t asked whether to stop', async () => {
  await remindedAt('09:00 UTC');
  h.clock('2026-11-24T09:00:00Z');
  for (let week = 0; week < 4; week += 1) {
    await pass(2);
    await press('recall');
  }
  expect((await reminders()).join()).not.toContain('Keep the reminders?');
});

test('clocks that change leave the hour as it is', async () => {
  h.clock('2027-03-12T08:00:00Z');
  await remindedAt('02:30 America/New_York');
  for (const at of ['2027-03-13T07:30:00Z', '2027-03-14T07:00:00Z', '2027-03-15T06:30:00Z']) {
    const before = (await reminders()).length;
    h.clock(at);
    h.clock(-1);
    await h.drain();
    expect(await reminders()).toHaveLength(before);
    h.clock(1);
    await h.drain();
    expect(await reminders()).toHaveLength(before + 1);
  }
});

test('an hour that comes twice in a night brings one reminder, and the next comes at its hour', async () => {
  h.clock('2026-10-30T08:00:00Z');
  await remindedAt('01:30 America/New_York');
  for (const [at, count] of [
    ['2026-10-31T05:30:00Z', 1],
    // The clocks go back at 06:00Z: half past one is at 05:30Z, and again an hour later.
    ['2026-11-01T05:30:00Z', 2],
    ['2026-11-01T06:30:00Z', 2],
    ['2026-11-02T05:30:00Z', 2],
    ['2026-11-02T06:30:00Z', 3],
  ] as const) {
    h.clock(at);
    await h.sweep();
    await h.drain();
    expect(await reminders()).toHaveLength(count);
  }
});

test('a zone that changes between two reminders moves the hour, and no day gets two', async () => {
  await remindedAt('09:00 Asia/Tokyo');
  h.clock('2026-11-25T00:00:00Z');
  await h.drain();
  expect(await reminders()).toHaveLength(1);
  // There it is still the day before, at 14:00.
  await h.command('maya', 'recall set 20:00 Pacific/Honolulu');
  h.clock('2026-11-25T06:00:00Z');
  await h.drain();
  await h.command('maya', 'recall set 23:00 Asia/Tokyo');
  h.clock('2026-11-25T14:00:00Z');
  await h.drain();
  expect(await reminders()).toHaveLength(1);
  h.clock('2026-11-26T14:00:00Z');
  await h.drain();
  expect(await reminders()).toHaveLength(2);
});

test('a workspace that removed the bot is reminded of nothing', async () => {
  await remindedAt('09:00 UTC');
  await h.core.workspaceEnded(h.workspace);
  h.clock('2026-11-25T09:00:00Z');
  await h.sweep();
  expect(await reminders()).toEqual([]);
});
