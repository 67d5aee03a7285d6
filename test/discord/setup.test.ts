import { PermissionFlagsBits as Flag } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import type { SeenMessage } from '../support/discord/message-view.ts';
import type { Outcome } from '../support/discord/outcome.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import { nextSlot } from '../support/next-slot.ts';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeEach(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterEach(() => world.close());

/** The id of a menu of the form, by its field. */
function menu(message: SeenMessage | undefined, field: string): string {
  return (
    JSON.stringify(message?.components).match(
      new RegExp(`"custom_id":"(wizard\\.[^"]*${field}:[^"]*)"`),
    )?.[1] ?? 'none'
  );
}

/** The id of a text of the modal, by its field. */
function input({ modal }: Outcome, field: string): string {
  return JSON.stringify(modal).match(new RegExp(`"custom_id":"(${field}[^"]*)"`))?.[1] ?? 'none';
}

async function open(): Promise<SeenMessage> {
  const outcome = await team.command('sam', ['setup']);
  await said(outcome);
  if (!outcome.message) throw new Error('no form');
  return outcome.message;
}

test('walks through channel, days, time, zone, tracks, levels, reveal, leaderboard, weak spots and role, with a preview', async () => {
  const sam = team.person('sam');
  const daily = team.guild.addChannel('daily');
  const role = team.guild.addRole('Practisers');
  let message = await open();
  expect(visibleText(message)).toContain('Channel: #');

  const choose = async (field: string, values: string[]) => {
    const outcome = await sam.choose(message, menu(message, field), values);
    expect(['update', 'deferred update']).toContain(outcome.kind);
    if (outcome.message) message = outcome.message;
  };
  const press = async (label: string) => {
    const outcome = await sam.press(message, label);
    if (outcome.message) message = outcome.message;
    return outcome;
  };
  await choose('channel', [daily.id]);
  await choose('days', ['1', '4']);
  await choose('tracks', ['backend']);
  await choose('levels', ['beginner', 'advanced']);
  const texts = await press('Time, Time zone…');
  expect(texts.kind).toBe('modal');
  const written = await texts.submit({
    [input(texts, 'time')]: '9am',
    [input(texts, 'zone')]: 'Europe/Berln',
  });
  message = written.message ?? message;
  await press('Next');
  await choose('reveal', ['240']);
  await choose('leaderboard', ['0']);
  await choose('adaptive', ['on']);
  await choose('ping', [role.id]);

  // A mistake is said at its field, and nothing is lost.
  const refused = await press('Start');
  await expect
    .poll(() => visibleText(refused.message ?? message), { timeout: 60_000 })
    .toContain('Did you mean Europe/Berlin?');
  message = refused.message ?? message;
  const again = await press('Time, Time zone…');
  const mended = await again.submit({
    [input(again, 'time')]: '9am',
    [input(again, 'zone')]: 'Europe/Berlin',
  });
  message = mended.message ?? message;
  const done = await press('Start');
  await expect
    .poll(() => visibleText(done.message ?? {}), { timeout: 60_000 })
    .toContain('The next 10 questions');
  const words = visibleText(done.message ?? {});
  expect(words).toContain('Monday, Thursday at 09:00, Europe/Berlin');
  expect(words).toContain('beginner, advanced');
  // A role that nobody may mention would stay silent.
  expect(words).toContain('One thing to do: Whetstone isn’t allowed to ping this role. Switch on');
  team.guild.setMentionable(role, true);
  expect(done.message?.components).toEqual([]);

  const schedule = await world.database.db.selectFrom('schedules').selectAll().executeTakeFirstOrThrow();
  expect(schedule).toMatchObject({
    channel_id: daily.id,
    days: [1, 4],
    reveal_after_minutes: 240,
    is_adaptive: true,
    ping_role: role.id,
  });

  // The next question pings the role, and nobody else.
  world.hoursLater = (schedule.next_slot_at.getTime() - Date.now()) / 3_600_000 + 0.01;
  await sweep(world.whetstone.services, features);
  const question = await team.hears(daily, /Today’s question/);
  expect(question.pinged).toMatchObject({ roles: [role.id], users: [], everyone: false });
});

test('a forum can be chosen, and gets its questions as posts', async () => {
  const forum = team.guild.addChannel('questions', { type: 'forum' });
  let message = await open();
  const chosen = await team.person('sam').choose(message, menu(message, 'channel'), [forum.id]);
  message = chosen.message ?? message;
  const done = await team.person('sam').press(message, 'Start');
  await expect.poll(() => visibleText(done.message ?? {}), { timeout: 60_000 }).toContain('The next 10');
  expect(visibleText(done.message ?? {})).not.toContain('One thing to do');
  await nextSlot(world);
  const posted = async () => {
    const drops = world.database.db.selectFrom('drops').select('message').where('channel_id', '=', forum.id);
    return (await drops.executeTakeFirst())?.message ?? '';
  };
  await expect.poll(posted, { timeout: 60_000 }).not.toBe('');
  expect(world.discord.channel(await posted())?.parent_id).toBe(forum.id);
});

test('can be left without a change', async () => {
  const outcome = await team.person('sam').press(await open(), 'Cancel');
  expect(visibleText(outcome.message ?? {})).toContain('Nothing was changed');
  expect(outcome.message?.components).toEqual([]);
  expect(await world.database.db.selectFrom('schedules').select('at').execute()).toEqual([]);
});

test('names each permission that went missing since it opened, and where it is granted', async () => {
  const message = await open();
  team.guild.overwrite(team.practice, team.guild.everyone, {
    deny: Flag.SendMessages | Flag.CreatePublicThreads | Flag.EmbedLinks | Flag.AttachFiles,
  });
  const done = await team.person('sam').press(message, 'Start');
  const words = () => visibleText(done.message ?? {});
  await expect.poll(words, { timeout: 60_000 }).toContain('One thing to do');
  expect(words()).toContain('lacks “Send Messages”, “Create Public Threads”, “Embed Links” in this channel');
  expect(words()).toContain('channel’s settings, under Permissions');
});

test('opens no form where nothing can be posted, but says what is missing', async () => {
  const quiet = team.guild.addChannel('quiet');
  team.guild.overwrite(quiet, team.guild.everyone, { deny: Flag.CreatePublicThreads });
  expect(await team.ask('sam', ['setup'], {}, quiet)).toContain(
    'lacks “Create Public Threads” in this channel',
  );
  const talk = team.guild.addChannel('talk', { type: 'voice' });
  expect(await team.ask('sam', ['setup'], {}, talk)).toContain('voice channels don’t have any');
  // What only reading needs keeps no form from opening.
  team.guild.overwrite(quiet, team.guild.everyone, { deny: Flag.ReadMessageHistory | Flag.AttachFiles });
  expect(await team.ask('sam', ['setup'], {}, quiet)).toContain('Set up questions');
  world.discord.gateway.dispatch('GUILD_DELETE', { id: team.guild.id }, { guildId: team.guild.id });
  expect(await team.ask('sam', ['setup'])).toMatch(
    /This server has Whetstone’s commands.*discord\.com\/oauth2/s,
  );
});

test('a form that was begun before a restart goes on after it', async () => {
  let message = await open();
  const days = await team.person('sam').choose(message, menu(message, 'days'), ['2']);
  message = days.message ?? message;
  await world.whetstone.stop();
  await world.launch();
  const done = await team.person('sam').press(message, 'Start');
  await expect.poll(() => visibleText(done.message ?? {}), { timeout: 60_000 }).toContain('Tuesday at 09:00');
});
