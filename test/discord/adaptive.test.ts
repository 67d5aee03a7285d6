import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { good } from '../support/answers.ts';
import type { SeenMessage } from '../support/discord/message-view.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

/** Recall and mock interviews, as Discord shows them. */

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme');
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
  const soon = new Date(Date.now() + 3_600_000).toISOString().slice(11, 16);
  expect(await team.ask('maya', ['recall-set'], { at: soon, zone: 'UTC' })).toContain(
    `I’ll remind you at ${soon}`,
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
  let shown = await team.command('leo', ['mock'], { track: 'backend', minutes: '10m' });
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
