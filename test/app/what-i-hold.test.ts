import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whatIHold as slack } from '../../adapters/slack/what-i-hold.ts';
import { whatIHold as web } from '../../adapters/web/what-i-hold.ts';
import { features } from '../../src/app/features.ts';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

/** What each column is said to hold of a person, against the database: by its catalog, and by what stands there after a member was at work. */

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

const said = [...features.map(({ whatIHold }) => whatIHold), slack, web]
  .flatMap((tables) => Object.entries(tables))
  .flatMap(([table, columns]) =>
    Object.entries(columns).map(([column, what]) => ({ column: `${table}.${column}`, what })),
  );
const held = new Map(said.map(({ column, what }) => [column, what]));

const columns = async () => {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_migration%'`.execute(h.services.db);
  return rows;
};

test('somebody says it of every column that the database has, once, and of no other', async () => {
  const all = (await columns()).map(({ table, column }) => `${table}.${column}`);
  expect(said.map(({ column }) => column).sort()).toEqual(all.sort());
});

test('what refers to a member holds a member’s id', async () => {
  const { rows } = await sql<{ column: string }>`
    select rel.relname || '.' || att.attname as column
    from pg_constraint con
    join pg_class rel on rel.oid = con.conrelid
    cross join unnest(con.conkey, con.confkey) as key (own, theirs)
    join pg_attribute att on att.attrelid = con.conrelid and att.attnum = key.own
    join pg_attribute target on target.attrelid = con.confrelid and target.attnum = key.theirs
    where con.contype = 'f' and con.confrelid = 'members'::regclass and target.attname = 'id'`.execute(
    h.services.db,
  );
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ column }) => held.get(column) !== 'member')).toEqual([]);
});

/** As nothing else in the database does. */
const [id, word] = ['xq7member', 'zyzzyva'];

test('where a member’s words or id stand after a day’s work, that is said', async () => {
  await atWork();
  const found = { id: 0, word: 0 };
  const untold: string[] = [];
  for (const { table, column } of await columns()) {
    const { rows } = await sql<{ id: boolean; word: boolean }>`
      select coalesce(bool_or(value like ${`%${id}%`}), false) as id, coalesce(bool_or(value like ${`%${word}%`}), false) as word
      from (select ${sql.ref(column)}::text as value from ${sql.table(table)}) as stored`.execute(
      h.services.db,
    );
    const what = held.get(`${table}.${column}`);
    if (rows[0]?.id) found.id += 1;
    if (rows[0]?.word) found.word += 1;
    if ((rows[0]?.word && what !== 'words') || (rows[0]?.id && what === 'neither'))
      untold.push(`${table}.${column}`);
  }
  expect(untold).toEqual([]);
  expect(found.id).toBeGreaterThan(5);
  expect(found.word).toBeGreaterThan(3);
});

/** A member answers, is reviewed, reviews, votes, suggests, practises alone and writes in the wrong place. */
async function atWork(): Promise<void> {
  const thread = await h.drop();
  const [own, other] = [
    await h.reply(id, thread, `${good} That is my ${word}.`),
    await h.reply('leo', thread, good),
  ];
  await h.edit(own, `${good} That is my better ${word}.`);
  await h.react(id, other, '👍');
  await h.command('sam', `mentor add @${id}`);
  const { core } = h;
  const answers = await h.answers();
  const review = async (member: string, answer: string) => {
    const opened = await core.action(h.actor(member), 'review', answer);
    if (opened.type !== 'form') throw new Error('no form');
    const { name, subject } = opened.form;
    await core.submit(h.actor(member), name, subject, { score: '4', comment: `A fine ${word}.` });
  };
  for (const { member_id, id: answer } of answers) if (member_id !== id) await review(id, answer);
  const opened = await core.command(h.actor(id), 'suggest backend');
  if (opened.type !== 'form') throw new Error('no form');
  await core.submit(h.actor(id), opened.form.name, opened.form.subject, {
    prompt: `What is a ${word}?`,
    points:
      'It is a weevil | What kind of animal is it?\nIt is small | How large is it?\nIt is last | Where does it stand?',
    sample: `A ${word} is a weevil. It is small. It is last in the dictionary.`,
    tip: 'Say so.',
    followUps: '',
  });
  await h.command(id, 'question backend private');
  await h.drain();
  const later = await h.drop('question backend/slow-query');
  await h.reply(id, later, `I read the ${word}.`);
  await core.messagePosted(h.message(id, undefined, `${good} In the channel, a ${word}.`));
  await h.drain();
}
