import { ApplicationCommandOptionType as Option } from 'discord.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandDefinitions } from '../../adapters/discord/commands/definitions.ts';
import { commandTable } from '../../src/app/command-table.ts';
import { good } from '../support/answers.ts';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterAll(() => world.close());

const suggested = async (path: readonly string[], typing: string, options = {}) => {
  const person = team.person('sam');
  const { choices } = await person.autocomplete(team.practice, ['interview', ...path], options, typing);
  return choices?.map(({ value }) => value) ?? [];
};

describe('what is registered', () => {
  test('is every command of the table, in at most two levels, and three entries of messages’ menus', () => {
    const [interview, ...menus] = commandDefinitions();
    const options = interview && 'options' in interview ? (interview.options ?? []) : [];
    const names = options.flatMap((one) =>
      one.type === Option.SubcommandGroup
        ? (one.options ?? []).map(({ name }) => `${one.name} ${name}`)
        : [one.name],
    );
    const twins = ['schedule show', 'settings show', 'bank show', 'mock start'];
    const alone = names.filter((name) => !name.includes(' '));
    const known = commandTable
      .map(({ name }) => name)
      .filter((name) => !twins.some((twin) => twin.split(' ')[0] === name));
    expect(new Set(names)).toEqual(
      new Set(
        known.map((name) => (alone.includes(name.split(' ')[0] ?? '') ? name.replace(' ', '-') : name)),
      ),
    );
    expect(twins.every((twin) => names.includes(twin))).toBe(true);
    expect(menus.map(({ name }) => name)).toEqual([
      'Review answer',
      'Use as my answer',
      'Get feedback again',
    ]);
  });

  test('is registered once, and again only when it has changed', async () => {
    const registered = () =>
      world.discord.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands'))
        .length;
    expect(registered()).toBe(1);
    await world.whetstone.stop();
    await world.launch();
    expect(registered()).toBe(1);
  });
});

describe('options', () => {
  test('are completed while they are typed', async () => {
    expect(await suggested(['question'], 'track', { track: 'back' })).toEqual(['backend']);
    expect(await suggested(['question'], 'question', { question: 'slow-q' })).toEqual(['backend/slow-query']);
    expect((await suggested(['schedule', 'set'], 'zone', { zone: 'berl' }))[0]).toBe('Europe/Berlin');
    expect(await suggested(['settings', 'set'], 'zone', { zone: 'a' })).toHaveLength(25);
  });

  test('say what the words say elsewhere', async () => {
    const set = await team.ask('sam', ['schedule', 'set'], {
      days: 'mon,thu',
      at: '9am',
      zone: 'Europe/Berlin',
      tracks: 'backend',
      levels: 'beginner, advanced',
      reveal: '4h',
      leaderboard: 'friday',
    });
    expect(set).toContain('Monday, Thursday at 09:00, Europe/Berlin');
    expect(set).toContain('beginner, advanced');
    expect(set).toContain('4 hours after the question');
    expect(await team.ask('maya', ['schedule', 'show'])).toContain('Monday, Thursday');
    expect(await team.ask('sam', ['schedule', 'skip'])).toContain('Skipped');
    expect(await team.ask('sam', ['schedule', 'skip'], { undo: true })).toContain('Taken back');
    expect(await team.ask('sam', ['mentor', 'add'], { member: team.id('priya') })).toContain(
      'is a mentor now',
    );
    expect(await team.ask('maya', ['mentor', 'list'])).toContain(team.id('priya'));
    expect(await team.ask('maya', ['help'], { about: 'question' })).toContain('/interview question');
    expect(await team.ask('maya', ['leaderboard'], { period: 'season' })).toContain('this season');
    expect(await team.ask('maya', ['leaderboard-show'])).toContain('on leaderboards again');
    expect(await team.ask('maya', ['recall'])).toContain('Nothing');
    expect(await team.ask('maya', ['recall-set'], { 'per-day': '5' })).toContain('up to 5 times a day');
  });

  test('that make no sense get a sentence that says what to write', async () => {
    expect(await team.ask('sam', ['question'], { track: 'bakend' })).toContain('Did you mean backend?');
  });
});

test('who manages the server is an admin, others are told whom to ask', async () => {
  expect(await team.ask('maya', ['setup'])).toContain('is for admins');
  expect(await team.ask('maya', ['schedule', 'pause'])).toContain('is for admins');
});

test('answers to commands are seen by nobody else, and acknowledged before anything is done', async () => {
  const outcome = await team.command('maya', ['stats']);
  expect([outcome.kind, outcome.ephemeral]).toEqual(['deferred', true]);
  expect(await said(outcome)).toContain('Your practice');
  expect(team.said(team.practice)).toEqual([]);
});

describe('private practice', () => {
  test('with a button, a form and feedback as a direct message', async () => {
    const outcome = await team.command('maya', ['question'], {
      question: 'backend/slow-query',
      private: true,
    });
    expect(await said(outcome)).toContain('Private practice');
    const form = await team.person('maya').press(outcome.message ?? '', 'Answer');
    expect(form.kind).toBe('modal');
    const sent = await form.submit({ [fieldOf(form.modal, 'answer')]: good });
    expect(await said(sent)).toContain('Got it');
    await team.hears(world.discord.directMessages(team.id('maya')).id, /key points/);
    expect(team.said(team.practice)).toEqual([]);
  });

  test('what is too short comes back with what was written, and can be tried again', async () => {
    const outcome = await team.command('maya', ['question'], {
      question: 'backend/slow-query',
      private: true,
    });
    await said(outcome);
    const form = await team.person('maya').press(outcome.message ?? '', 'Answer');
    const sent = await form.submit({ [fieldOf(form.modal, 'answer')]: 'Add an *index*.' });
    expect(await said(sent)).toMatch(/at least 8 words[\s\S]*Add an \*index\*\./);
    const again = await team.person('maya').press(sent.message ?? '', 'Try again');
    expect(again.kind).toBe('modal');
  });

  test.each(['answers', 'workspaces'])(
    'what is written while the database fails (%s) is given back',
    async (table) => {
      const { db } = world.database;
      const outcome = await team.command('maya', ['question'], {
        question: 'backend/slow-query',
        private: true,
      });
      await said(outcome);
      const form = await team.person('maya').press(outcome.message ?? '', 'Answer');
      await sql`alter table ${sql.table(table)} rename to away`.execute(db);
      const sent = await form.submit({ [fieldOf(form.modal, 'answer')]: good });
      const words = await said(sent);
      await sql`alter table away rename to ${sql.table(table)}`.execute(db);
      expect(words).toContain('Something went wrong on our side');
      expect(words).toContain(good);
      const again = await team.person('maya').press(sent.message ?? '', 'Try again');
      const done = await again.submit({ [fieldOf(again.modal, 'answer')]: good });
      expect(await said(done)).toContain('Got it');
    },
  );

  test('where direct messages are closed, a click shows the feedback', async () => {
    world.discord.setDms(team.id('leo'), 'closed');
    const outcome = await team.command('leo', ['question'], {
      question: 'backend/slow-query',
      private: true,
    });
    await said(outcome);
    const form = await team.person('leo').press(outcome.message ?? '', 'Answer');
    const sent = await form.submit({ [fieldOf(form.modal, 'answer')]: good });
    await said(sent);
    const show = () =>
      team
        .person('leo')
        .press(sent.message ?? '', 'Show my feedback')
        .then(said);
    await expect.poll(show, { timeout: 60_000 }).toContain('key points');
    expect(team.said(team.practice)).toEqual([]);
    world.discord.setDms(team.id('leo'), 'open');
  });
});

describe('a direct message to the bot', () => {
  const alone = (name: string) => world.discord.directMessages(team.id(name));

  test('takes commands: a question there is for its asker alone', async () => {
    const asked = await team.command('maya', ['question'], { track: 'backend' }, alone('maya'));
    expect(await said(asked)).toContain('Private practice · Backend');
    expect(await team.ask('maya', ['stats'], {}, alone('maya'))).toContain('Your practice');
  });

  test('tells those whom it doesn’t know where to begin', async () => {
    const stranger = team.guild.addMember('stranger');
    const person = world.discord.as(stranger);
    const channel = world.discord.directMessages(stranger.id);
    expect(await said(await person.command(channel, ['interview', 'question']))).toContain(
      'I don’t know yet which server you practise in',
    );
  });
});

test('a database that is slow delays what is said, and never the acknowledgement', async () => {
  const outcome = await world.database.db.transaction().execute(async (tx) => {
    await sql`lock table members`.execute(tx);
    const waiting = await team.command('maya', ['stats']);
    expect([waiting.kind, waiting.message]).toEqual(['deferred', undefined]);
    return waiting;
  });
  expect(await said(outcome)).toContain('Your practice');
});

test('a form that takes too long to open is offered by a button', async () => {
  const asked = await team.command('maya', ['question'], { question: 'backend/slow-query', private: true });
  await said(asked);
  const late = await world.database.db.transaction().execute(async (tx) => {
    await sql`lock table drops`.execute(tx);
    return team.person('maya').press(asked.message ?? '', 'Answer');
  });
  expect(late.kind).toBe('deferred');
  expect(await said(late)).toContain('That took a moment');
  const form = await team.person('maya').press(late.message ?? '', 'Answer privately');
  expect(form.kind).toBe('modal');
});

function fieldOf(modal: unknown, field: string): string {
  return JSON.stringify(modal).match(new RegExp(`"custom_id":"(${field}:[^"]*)"`))?.[1] ?? 'none';
}
