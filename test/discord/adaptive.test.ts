import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { good } from '../support/answers.ts';
import type { SeenMessage } from '../support/discord/message-view.ts';
import type { Outcome } from '../support/discord/outcome.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import { inAnHour } from '../support/midday.ts';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

/** Recall and mock interviews, as Discord shows them. */

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme', 'Globex');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };
const direct = (name: string) => world.discord.directMessages(team.id(name));
const fieldOf = (modal: unknown, field: string) =>
  JSON.stringify(modal).match(new RegExp(`"custom_id":"(${field}:[^"]*)"`))?.[1] ?? 'none';

/** Whether the next reminder is yet to come. */
async function isAhead(): Promise<boolean> {
  const { db, now } = world.whetstone.services;
  const { next_reminder_at } = await db
    .selectFrom('recall_settings')
    .select('next_reminder_at')
    .executeTakeFirstOrThrow();
  return next_reminder_at !== null && next_reminder_at > now();
}

test('a reminder comes as a direct message, once, and its button asks for what is due', async () => {
  const thread = await team.drop();
  team.person('maya').write(thread, good);
  await team.hears(thread, /Feedback/);
  const soon = inAnHour();
  expect(await team.ask('maya', ['recall-set'], { at: soon.time, zone: soon.zone })).toContain(
    `I’ll remind you at ${soon.time}`,
  );
  const { services } = world.whetstone;
  for (const hours of [1.02, 24]) {
    world.hoursLater += hours;
    await sweep(services, features);
    await expect.poll(isAhead, within).toBe(true);
  }
  const reminder = await team.hears(direct('maya'), /about to slip your mind/);
  await sweep(services, features);
  const asked = await team.person('maya').press(reminder, 'Start');
  expect(await said(asked)).toContain('Several key points of this question are due');
  expect(team.said(direct('maya')).filter((text) => text.includes('slip your mind'))).toHaveLength(1);
});

test('a mock interview asks, digs and reports, between the bot and the member', async () => {
  const before = team.said(team.practice).length;
  let shown = await team.command('leo', ['mock', 'start'], { track: 'backend', minutes: '10m' });
  for (const place of [1, 2, 3]) {
    expect(await said(shown)).toContain(`question ${place} of 3`);
    const form = await team.person('leo').press(shown.message as SeenMessage, 'Answer');
    const steps = team.spoken(direct('leo')).length;
    await said(await form.submit({ [fieldOf(form.modal, 'answer')]: good }));
    await expect.poll(() => team.spoken(direct('leo')).length, within).toBe(steps + 1);
    const step = team.spoken(direct('leo')).at(-1);
    if (!step) throw new Error('no step');
    expect(visibleText(step)).toContain(`question ${place} of 3`);
    shown = await team.person('leo').press(step, place < 3 ? 'Next question' : 'Finish');
  }
  expect(await said(shown)).toMatch(/Answered[\s\S]*3 of 3 questions/);
  expect(team.said(team.practice)).toHaveLength(before);
});

test('what is pressed in a direct message is about the server that it came from, also for who is in two', async () => {
  const [acme, globex] = world.teams as [Team, Team];
  globex.bring('priya', acme);
  const priya = acme.person('priya');
  const answer = async (shown: Outcome) => {
    await said(shown);
    const form = await priya.press(shown.message as SeenMessage, 'Answer');
    const told = acme.spoken(direct('priya')).length;
    await said(await form.submit({ [fieldOf(form.modal, 'answer')]: good }));
    await expect.poll(() => acme.spoken(direct('priya')).length, within).toBe(told + 1);
    return acme.spoken(direct('priya')).at(-1) as SeenMessage;
  };
  const first = await answer(await acme.command('priya', ['mock', 'start'], { track: 'backend' }));
  await answer(await globex.command('priya', ['mock', 'start'], { track: 'devops' }));
  // The other server was the last that told her something.
  const second = await priya.press(first, 'Next question');
  expect(await said(second)).toContain('Backend');
  expect(visibleText(await answer(second))).toContain('question 2 of');
  const answers = await world.database.db
    .selectFrom('answers')
    .innerJoin('workspaces', 'workspaces.id', 'answers.workspace_id')
    .select('workspaces.name')
    .where('member_id', '=', acme.id('priya'))
    .orderBy('answers.id')
    .execute();
  expect(answers.map(({ name }) => name)).toEqual(['Acme', 'Globex', 'Acme']);
});
