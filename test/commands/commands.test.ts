import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandTable } from '../../src/app/command-table.ts';
import { membersMeant } from '../../src/workspaces/members-meant.ts';
import { good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

const lastDrop = () =>
  h.services.db
    .selectFrom('drops')
    .innerJoin('questions', 'questions.id', 'drops.question_id')
    .select(['question_id', 'level', 'category', 'source', 'requested_by'])
    .orderBy('drops.id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

describe('the table', () => {
  test('names are unique, and nobody but the help has to know them', () => {
    const names = commandTable.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+( [a-z]+)?$/);
  });

  test('every example is understood', async () => {
    for (const { examples } of commandTable) {
      for (const example of examples) {
        const said = await h.command('sam', example);
        expect(said, example).not.toContain('I don’t know');
        expect(said, example).not.toContain('went wrong');
      }
    }
  });

  test('the help names every command, and explains each', async () => {
    await h.command('sam', 'mentor add @Sam');
    const help = await h.command('sam', 'help');
    for (const { name, help: line } of commandTable) {
      expect(help).toContain(`/interview ${name}`);
      expect(await h.command('maya', `help ${name.replace(' ', '-')}`)).toContain(line.replaceAll('`', ''));
    }
    expect(await h.command('sam', '')).toBe(help);
    expect(await h.command('maya', 'help')).not.toContain('/interview schedule set');
  });
});

describe('forgiving words', () => {
  test('arguments come in any order and case', async () => {
    await h.command('maya', 'question ADVANCED backend technical');
    expect(await lastDrop()).toMatchObject({
      level: 'advanced',
      category: 'technical',
      requested_by: 'maya',
    });
    await h.command('maya', '  QUESTION   situational  ');
    expect(await lastDrop()).toMatchObject({ category: 'situational' });
    await h.command('maya', 'question backend/slow-query');
    expect(await lastDrop()).toMatchObject({ question_id: 'backend/slow-query' });
  });

  test('an unknown word gets the nearest match and the list', async () => {
    expect(await h.command('maya', 'question backnd')).toContain('Did you mean backend?');
    expect(await h.command('maya', 'question advanced klingon')).toContain(
      'level (beginner, intermediate, advanced)',
    );
    expect(await h.command('maya', 'quesiton')).toContain('Did you mean /interview question?');
    expect(await h.command('maya', 'mentor ad @leo')).toContain('Did you mean /interview mentor add?');
    expect(await h.command('maya', 'schedule previw')).toContain('Did you mean /interview schedule preview?');
    expect(await h.command('maya', 'tips')).toContain('/interview tips <track>');
    expect(await h.command('maya', 'tips backend frontend')).toContain('I don’t know “frontend”');
    expect(await h.command('maya', 'leaderboard week month')).toContain('One period is enough');
    expect(await h.command('maya', 'answer please')).toContain('takes nothing else');
  });

  test('unknown time, zone, day and member each say what to write', async () => {
    for (const word of ['25:00', '13pm', '9', 'Europe/Atlantis', 'someday', '4x']) {
      const said = await h.command('sam', `schedule set ${word}`);
      expect(said, word).toContain(`I don’t know “${word}”`);
      expect(said, word).toContain('IANA time zone');
    }
    expect(await h.command('sam', 'schedule set Europe/Berln')).toContain('Did you mean Europe/Berlin?');
    expect(await h.command('sam', 'mentor add @nobody')).toContain('I don’t know “@nobody”');
    expect(await h.command('maya', 'stats @Lea')).toContain('Did you mean @Leo?');
  });

  test.each([
    ['settings set zone Mars', '“Mars” can’t stand after “zone” (a city or an IANA time zone'],
    ['settings set zone Europe/Berln', 'Did you mean zone Europe/Berlin?'],
    ['settings set zone', 'Add a value after “zone” (a city'],
    [
      'schedule set reveal 4x',
      '“4x” can’t stand after “reveal” (as in 45m, 4h or 2d). Did you mean reveal 4h?',
    ],
    ['tips frontend', 'track (the role to practise for: backend, '],
    ['question slow-query', 'Did you mean backend/slow-query?'],
  ])('%s: the value is named, and what it could be', async (typed, said) => {
    expect(await h.command('sam', typed)).toContain(said);
  });

  test.each([
    ['weekdays 9:30 am New York', '09:30', 'America/New_York'],
    ['mon 9.30 zone Asia/Kolkata', '09:30', 'Asia/Kolkata'],
    ['daily noon Kyiv', '12:00', 'Europe/Kyiv'],
    ['daily 5 p.m. São Paulo', '17:00', 'America/Sao_Paulo'],
  ])('schedule set %s', async (typed, at, zone) => {
    const said = await h.command('sam', `schedule set ${typed} backend`);
    expect(said).toContain(`${at}, ${zone}`);
    await h.command('sam', 'schedule off');
  });

  test('no filter matches: it says how to broaden', async () => {
    const said = await h.command('maya', 'question backend behavioral advanced');
    expect(said).toContain('There is no advanced behavioral question in backend');
  });

  test('law: any text gets an answer, never a failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .array(
              fc.constantFrom(
                'question',
                'schedule',
                'set',
                'mentor',
                'add',
                '@',
                'reveal',
                '-',
                'mon-',
                ',',
                '__proto__',
                'constructor',
                '9:',
                '<@U1|',
                'votes',
                '*',
                '1',
              ),
              { maxLength: 6 },
            )
            .map((words) => words.join(' ')),
        ),
        async (text) => {
          const said = await h.command('maya', text.slice(0, 600));
          expect(said).not.toContain('went wrong');
          await h.core.suggest(h.actor('maya'), text);
        },
      ),
      { numRuns: 150 },
    );
    expect(await h.command('maya', 'x'.repeat(501))).toContain('too long');
  });
});

describe('who may', () => {
  test('members can’t do what admins do, and are told whom to ask', async () => {
    for (const { name } of commandTable.filter(({ who }) => who === 'admin')) {
      expect(await h.command('maya', name)).toContain(`/interview ${name} is for admins`);
    }
  });

  test('mentors are added, listed and removed', async () => {
    expect(await h.command('maya', 'mentor list')).toContain('- @priya');
    expect(await h.command('leo', 'reviews')).toContain('is for mentors');
    await h.command('sam', 'mentor add @Leo');
    expect(await h.command('maya', 'mentor list')).toMatch(/- @leo\n[\s\S]*- @priya/);
    expect(await h.command('leo', 'reviews')).not.toContain('is for mentors');
    for (const one of ['leo', 'priya']) {
      await h.command('sam', `mentor remove @${one}`);
      expect(await h.command(one, 'reviews')).toContain('is for mentors');
    }
    expect(await h.command('maya', 'mentor list')).not.toMatch(/@leo|@priya/);
  });
});

describe('suggestions', () => {
  const texts = async (text: string) => (await h.core.suggest(h.actor('maya'), text)).map((one) => one.text);

  test('first commands, then their open arguments', async () => {
    expect(await texts('que')).toEqual(['question']);
    expect(await texts('schedule p')).toEqual(['schedule preview', 'schedule pause']);
    expect(await texts('question ')).toContain('question backend');
    expect(await texts('question backend ad')).toEqual(['question backend advanced']);
    expect(await texts('question backend advanced ')).not.toContain('question backend advanced beginner');
    expect(await texts('stats @L')).toEqual(['stats @Leo']);
    expect(await texts('schedule set Europe/Ber')).toEqual(['schedule set Europe/Berlin']);
    expect((await texts('schedule set ')).length).toBeLessThanOrEqual(25);
  });
});

describe('the sample answer', () => {
  test('shows only after one’s own answer or the reveal', async () => {
    const thread = await h.drop();
    const sample = 'sequential scan';
    expect(await h.command('maya', 'answer')).toContain('Answer in the thread first');
    await h.reply('maya', thread, good);
    expect(await h.command('maya', 'answer')).toContain(sample);
    expect(await h.command('leo', 'answer')).not.toContain(sample);
    h.clock(8 * 60);
    await h.drain();
    expect(await h.command('leo', 'answer')).toContain(sample);
    expect(await h.command('leo', 'answer', 'quiet')).toContain('No question has been asked here');
  });
});

describe('private practice', () => {
  test('is seen by its member alone, counts for statistics and not for leaderboards', async () => {
    const shown = await h.core.command(h.actor('leo', 'quiet'), 'question backend private');
    if (shown.type !== 'private') throw new Error('expected a card');
    const button = shown.card.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []))[0];
    const drop = button?.value ?? '';
    const submit = async (member: string, answer: string) => {
      const reply = await h.core.submit(h.actor(member, 'quiet'), 'private-answer', drop, { answer });
      await h.drain();
      return replyText(reply);
    };
    expect(await submit('maya', good)).toContain('somebody else’s practice');
    expect(await submit('leo', 'too short')).toContain('at least 8 words');
    expect(await submit('leo', `${good} `.repeat(20))).toContain('Shorten');
    expect(await submit('leo', good)).toContain('only you will see it');
    expect(await submit('leo', good)).toContain('only you will see it');
    const told = await h.services.db
      .selectFrom('posts')
      .select(['only_for', 'kind'])
      .where('channel_id', '=', 'quiet')
      .execute();
    expect(told).toEqual([{ only_for: 'leo', kind: 'feedback' }]);
    expect(await h.command('leo', 'leaderboard all', 'quiet')).toContain('No answers yet');
    expect(await h.command('leo', 'stats')).toContain('Of these private: 1');
    expect(await h.command('maya', 'stats @leo')).not.toContain('private');
    expect(replyText(await h.core.action(h.actor('maya', 'quiet'), 'show-sample-answer', drop))).toContain(
      'no longer here',
    );
  });
});

describe('what one argument could be', () => {
  const choices = (command: string, argument: string, typed: string) =>
    h.core.choices(h.actor('sam'), command, argument, typed);

  test('what begins as typed comes before what contains it; a keyword is left out', async () => {
    expect(await choices('question', 'track', 'BACK')).toEqual(['backend']);
    expect((await choices('schedule set', 'zone', 'berl'))[0]).toBe('Europe/Berlin');
    expect((await choices('settings set', 'timeZone', 'asia/to'))[0]).toBe('Asia/Tokyo');
    expect(await choices('schedule set', 'reveal', '')).toContain('4h');
    expect(await choices('question', 'question', 'slow')).toEqual(['backend/slow-query']);
  });

  test('at most 25, and none of what isn’t there', async () => {
    expect(await choices('schedule set', 'zone', 'a')).toHaveLength(25);
    expect(await choices('question', 'nothing', '')).toEqual([]);
    expect(await choices('nothing', 'track', '')).toEqual([]);
    expect(await choices('question', 'track', 'x'.repeat(600))).toEqual([]);
  });
});

test('outside workspaces a member is where they answered last or were told something last', async () => {
  const { db } = h.services;
  expect(await h.core.workspaceOfMember('discord', 'maya')).toBeUndefined();
  const member = '200000000000000001';
  const [one, other] = [
    await h.core.workspaceFor('discord', '1', 'One'),
    await h.core.workspaceFor('discord', '2', 'Other'),
  ];
  for (const workspace of [one, other]) {
    await h.core.command({ workspace, channel: '5', member, memberName: 'Maya' }, 'help');
  }
  expect(await h.core.workspaceOfMember('discord', member)).toBe(one);
  await h.core.command({ workspace: other, channel: '5', member }, 'question backend private');
  const drop = await db
    .selectFrom('drops')
    .select('id')
    .where('workspace_id', '=', other)
    .executeTakeFirstOrThrow();
  const answer = 'I read the execution plan first and add an index that fits.';
  await h.core.submit({ workspace: other, channel: '5', member }, 'private-answer', drop.id, { answer });
  expect(await h.core.workspaceOfMember('discord', member)).toBe(other);
  const tell = (workspace_id: string, at: Date) =>
    db
      .insertInto('posts')
      .values({
        ...{ workspace_id, kind: 'recall-reminder', subject: `${member} 2026-11-24 3`, channel_id: '5' },
        ...{ only_for: member, state: 'sent', due_at: at, created_at: at, sent_at: at },
      })
      .execute();
  await tell(one, new Date(h.now.getTime() + 60_000));
  expect(await h.core.workspaceOfMember('discord', member)).toBe(one);
  await tell(other, new Date(h.now.getTime() + 120_000));
  expect(await h.core.workspaceOfMember('discord', member)).toBe(other);
});

test('whom a command means is found among 100,000 members, a few of whom are read', async () => {
  const many = await Harness.start();
  const { db } = many.services;
  await sql`insert into members (workspace_id, id, name)
    select ${many.workspace}, 'm' || number, 'Zora ' || number from generate_series(1, 100000) as number`.execute(
    db,
  );
  await many.command('leo', 'stats');
  expect(await many.command('leo', 'stats @zora 99999')).toContain('@m99999');
  expect(await many.command('leo', 'stats @m77')).toContain('@m77');
  expect(await many.command('leo', 'stats @Zora1')).toContain('Did you mean @Zora 1');
  expect((await membersMeant(db, many.workspace, ['@zora'])).length).toBeLessThanOrEqual(200);
  // As many as fit into a command.
  const flood = Array.from({ length: 160 }, (_, at) => `@${String.fromCharCode(97 + (at % 26))}`);
  expect((await membersMeant(db, many.workspace, flood)).length).toBeLessThanOrEqual(2000);
  expect(await many.command('leo', `stats ${flood.join(' ')}`)).toContain('I don’t know');
  expect(await many.core.suggest(many.actor('leo'), 'stats @l')).toContainEqual(
    expect.objectContaining({ label: '@Leo' }),
  );
  await many.stop();
});
