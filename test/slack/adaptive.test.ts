import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { good } from '../support/answers.ts';
import { inAnHour } from '../support/midday.ts';
import type { EmulatedMessage } from '../support/slack/emulator.ts';
import { text } from '../support/slack/view-state.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

/** Recall and mock interviews, as Slack shows them. */

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };

/** What the bot told somebody in their conversation of two. */
function toldDirectly(name: string): EmulatedMessage[] {
  const own = team.slack.store.channels
    .all()
    .filter(({ is_im, members }) => is_im && members.includes(team.user(name)));
  return team.slack.store.messages
    .all()
    .filter(({ channel_id }) => own.some((channel) => channel.channel_id === channel_id));
}

/** What it showed in the channel to somebody alone. */
const whispered = () =>
  world.api.calls
    .filter(({ method }) => method === 'chat.postEphemeral')
    .map(({ params }) => ({ blocks: JSON.parse(params.get('blocks') ?? '[]') }));

const answered = () => team.answered.at(-1) as unknown as Pick<EmulatedMessage, 'blocks'>;

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
  await team.reply('maya', thread, good);
  await expect.poll(() => team.said(thread).length, within).toBe(1);
  const { time, zone } = inAnHour();
  expect(await team.ask('maya', `recall set ${time} ${zone}`)).toContain(
    `I’ll remind you at ${time}, ${zone}`,
  );
  const { services } = world.whetstone;
  for (const hours of [1.02, 24]) {
    world.hoursLater += hours;
    // That Slack refused it, it said.
    if (hours === 24) world.api.next('chat.postMessage', { status: 429, retryAfter: 1 });
    await sweep(services, features);
    await expect.poll(isAhead, within).toBe(true);
  }
  await expect
    .poll(() => toldDirectly('maya').map(visibleText).join(), within)
    .toContain('about to slip your mind');
  await sweep(services, features);
  const before = team.answered.length;
  await team.press('maya', toldDirectly('maya')[0], 'Start');
  await expect.poll(() => team.answered.length, within).toBeGreaterThan(before);
  expect(visibleText(answered())).toContain('Several key points of this question are due');
  expect(toldDirectly('maya')).toHaveLength(1);
});

test('a mock interview asks, digs and reports, between the bot and the member', async () => {
  const before = team.messages().length;
  await team.ask('leo', 'mock backend 10m');
  for (const place of [1, 2, 3]) {
    expect(visibleText(answered())).toContain(`question ${place} of 3`);
    const submit = await team.form('leo', () => team.press('leo', answered(), 'Answer'));
    const count = whispered().length;
    expect((await submit({ answer: text(good) })).status).toBe(200);
    // That it was taken, and what the interviewer says to it, in whatever order they come.
    await expect.poll(() => whispered().length, within).toBe(count + 2);
    const step = whispered()
      .slice(count)
      .find((one) => !visibleText(one).includes('is thinking'));
    const shown = team.answered.length;
    await team.press('leo', step, place < 3 ? 'Next question' : 'Finish');
    await expect.poll(() => team.answered.length, within).toBeGreaterThan(shown);
  }
  expect(visibleText(answered())).toMatch(/Answered\s+3 of 3 questions/);
  expect(team.messages()).toHaveLength(before);
});
