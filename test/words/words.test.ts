import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { whatIHold as web } from '../../adapters/web/what-i-hold.ts';
import { features } from '../../src/app/features.ts';
import { parseConfig } from '../../src/config/config.ts';
import { checkWords } from '../../src/doctor/words.ts';
import { exportWorkspace } from '../../src/transfer/export-workspace.ts';
import { importWorkspace } from '../../src/transfer/import-workspace.ts';
import { resealWords } from '../../src/words/reseal-words.ts';
import { sealedTables } from '../../src/words/sealed-columns.ts';
import { requireWordKeys } from '../../src/words/word-keys.ts';
import { wordsPlugins } from '../../src/words/words-plugin.ts';
import { good, mistaken } from '../support/answers.ts';
import { testDatabase } from '../support/database.ts';
import { Harness } from '../support/harness.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];
const on = { keys: [first], isOn: true };
const word = 'zyzzyva';

let h: Harness;
afterEach(() => h.stop());

/** An answer with a misconception, edited, reviewed and replied to, one that is left alone, and a message that is none. */
async function practise(): Promise<string> {
  const thread = await h.drop();
  const own = await h.reply('maya', thread, `${mistaken} A ${word}.`);
  await h.edit(own, `${mistaken} A better ${word}.`);
  await h.reply('ada', thread, `${good} An unchanged ${word}.`);
  await h.command('sam', 'mentor add @leo');
  await h.reply('leo', thread, `A fine ${word}.`, { replyTo: own.message });
  const [answer] = await h.answers();
  const opened = await h.core.action(h.actor('leo'), 'review', answer?.id ?? '');
  if (opened.type !== 'form') throw new Error('no form');
  const { name, subject } = opened.form;
  await h.core.submit(h.actor('leo'), name, subject, { score: '4', comment: `One more ${word}.` });
  await h.core.messagePosted(h.message('noor', undefined, `${good} In the channel, a ${word}.`));
  await h.drain();
  return thread;
}

/** The tables and columns, but the chat’s own, where a text stands in the database. */
async function standing(text: string): Promise<string[]> {
  const db = h.services.db.withoutPlugins();
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and table_name not like 'web_%'`.execute(db);
  const found: string[] = [];
  for (const { table, column } of rows) {
    const { rows: hits } =
      await sql`select from ${sql.table(table)} where strpos(${sql.ref(column)}::text, ${text}) > 0
      limit 1`.execute(db);
    if (hits.length > 0) found.push(`${table}.${column}`);
  }
  return found.sort();
}

/** Of an answer that is read as it was written: what comes out with these settings. */
const textsWith = async (settings: typeof on) =>
  (
    await settingsDb(settings).selectFrom('answer_revisions').select('text').orderBy('revision').execute()
  ).map(({ text }) => text);
const settingsDb = (settings: typeof on) =>
  wordsPlugins(settings).reduce((db, plugin) => db.withPlugin(plugin), h.services.db.withoutPlugins());

test('with it on nothing of what members wrote stands in the database, and everybody reads as before', async () => {
  h = await Harness.start({ words: on });
  const thread = await practise();
  expect(await standing(word)).toEqual([]);
  expect(await standing('An index on every column')).not.toContain('feedback.assessment');
  expect((await h.said(thread)).join('\n')).toContain(`One more ${word}.`);
  expect((await textsWith(on)).join('\n')).toContain(`better ${word}`);
  await h.sweep();
  await h.command('maya', 'data export');
});

test('without it everything is as it was written', async () => {
  h = await Harness.start();
  await practise();
  expect(await standing(word)).toEqual(
    expect.arrayContaining(['answer_revisions.text', 'latest_events.text', 'reviews.comment']),
  );
});

test('it is turned on, gets another key and is turned off again for all rows, also when it is cut short', async () => {
  h = await Harness.start();
  await practise();
  const { db } = h.services;
  const written = await textsWith(on);
  const reseal = (settings: typeof on, onDone: (done: number) => void = () => undefined) =>
    resealWords(settingsDb(settings), settings, () => h.now, onDone);
  const cut = reseal(on, () => {
    throw new Error('killed');
  });
  await expect(cut).rejects.toThrow('killed');
  expect(await standing(word)).not.toEqual([]);
  expect(await textsWith(on)).toEqual(written);
  await requireWordKeys(db, on, h.now);
  await reseal(on);
  expect(await standing(word)).toEqual([]);
  expect(await reseal(on)).toMatchObject({ resealed: 0 });
  const renewed = { keys: [second, first], isOn: true };
  await requireWordKeys(db, renewed, h.now);
  expect((await reseal(renewed)).resealed).toBeGreaterThan(3);
  expect(await textsWith({ keys: [second], isOn: true })).toEqual(written);
  await expect(textsWith(on)).rejects.toThrow('ENCRYPTION_KEY');
  await requireWordKeys(db, { keys: [second], isOn: true }, h.now);
  const off = { keys: [second], isOn: false };
  await expect(requireWordKeys(db, { keys: [], isOn: false }, h.now)).rejects.toThrow('a key that isn’t in');
  await reseal(off);
  await requireWordKeys(db, { keys: [], isOn: false }, h.now);
  const { rows } = await sql<{ text: string }>`select text from answer_revisions order by revision`.execute(
    db.withoutPlugins(),
  );
  expect(rows.map(({ text }) => text)).toEqual(written);
  const said = await db.selectFrom('audit_entries').select('about').where('deed', '=', 'words').execute();
  expect(said.map(({ about }) => about)).toEqual(
    ['encrypted', 'encrypted', 'encrypted', 'decrypted'].slice(-said.length).map((change) => ({ change })),
  );
});

test('the doctor says whether words can be read, and whether keys are to be rotated', async () => {
  h = await Harness.start();
  await practise();
  const { db } = h.services;
  const found = async (settings: typeof on) => {
    const [{ ok, say } = { ok: 'none', say: '' }] = await checkWords(settings, db);
    return `${ok}: ${say}`;
  };
  const off = { keys: [], isOn: false };
  expect(await found(off)).toBe('off: not encrypted');
  expect(await found(on)).toBe('good: encrypted from the next start on');
  await requireWordKeys(db, on, h.now);
  expect(await found(on)).toBe('good: encrypted');
  expect(await found({ keys: [second, first], isOn: true })).toMatch(
    /^good: .*an older key until .*keys rotate/,
  );
  expect(await found({ ...on, isOn: false })).toMatch(/^off: no longer encrypted, but some still are until/);
  for (const settings of [off, { keys: [second], isOn: true }])
    expect(await found(settings)).toBe('bad: encrypted with a key that isn’t in ENCRYPTION_KEY');
});

test('a copy of a workspace can be read without the key, and is encrypted again where it goes', async () => {
  h = await Harness.start({ words: on });
  await practise();
  let text = '';
  for await (const piece of exportWorkspace(h.services.db, h.workspace, h.now)) text += piece;
  expect(text).toContain(`better ${word}`);
  expect(text).not.toContain('u0001');
  const elsewhere = await testDatabase('withQuestions');
  const other = { keys: [second], isOn: true };
  const db = wordsPlugins(other).reduce((all, plugin) => all.withPlugin(plugin), elsewhere.db);
  async function* lines() {
    yield* text.trimEnd().split('\n');
  }
  await importWorkspace(db, lines(), h.now);
  const stored = (from: typeof db) =>
    from.selectFrom('answer_revisions').select('text').orderBy('revision').execute();
  expect(await stored(db)).toEqual((await textsWith(on)).map((one) => ({ text: one })));
  expect(JSON.stringify(await stored(elsewhere.db))).not.toContain(word);
  await elsewhere.destroy();
});

/** What isn’t encrypted, and why, as docs/security.md has it. */
const open = [
  'answers.denied',
  'members.name',
  'question_revisions.content',
  'question_revisions.search',
  'suggestions.content',
];

test('each column with members’ words is encrypted or named here', async () => {
  h = await Harness.start();
  const chats = Object.keys(web);
  const held = features
    .flatMap(({ whatIHold }) => Object.entries(whatIHold))
    .filter(([table]) => !chats.includes(table))
    .flatMap(([table, columns]) =>
      Object.entries(columns).flatMap(([column, what]) => (what === 'words' ? [`${table}.${column}`] : [])),
    );
  const sealed = Object.entries(sealedTables).flatMap(([table, { columns }]) =>
    Object.keys(columns).map((column) => `${table}.${column}`),
  );
  expect([...sealed, ...open].sort()).toEqual(held.sort());
  for (const [table, { key }] of Object.entries(sealedTables)) {
    const { rows } = await sql<{ column: string }>`
      select attname as column from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
      where indrelid = ${table}::regclass and indisprimary`.execute(h.services.db);
    expect(rows.map(({ column }) => column).sort()).toEqual([...key].sort());
  }
});

test('it needs a key', async () => {
  h = await Harness.start();
  const problems = () => parseConfig({ ENCRYPT_WORDS: 'on' });
  expect(problems).toThrow(
    expect.objectContaining({ problems: [expect.stringContaining('ENCRYPT_WORDS needs it')] }),
  );
});
