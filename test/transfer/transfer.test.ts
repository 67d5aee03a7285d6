import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import type { Db } from '../../src/database/database.ts';
import { exportWorkspace } from '../../src/transfer/export-workspace.ts';
import { importWorkspace } from '../../src/transfer/import-workspace.ts';
import { tablesOf } from '../../src/transfer/tables.ts';
import { seedHistory } from '../../wiring/history/seed-history.ts';
import { withoutKeys } from '../app/elsewhere.ts';
import { openAnotherWorkspace } from '../support/another-workspace.ts';
import { good } from '../support/answers.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
let elsewhere: TestDatabase;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T18:00:00Z' });
  elsewhere = await testDatabase('withQuestions');
});
afterEach(() => Promise.all([h.stop(), elsewhere.destroy()]));

const now = new Date('2026-11-24T18:00:00Z');

async function exported(workspace = h.workspace): Promise<string[]> {
  let text = '';
  for await (const piece of exportWorkspace(h.services.db, workspace, now)) text += piece;
  return text.trimEnd().split('\n');
}

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

const importInto = (db: Db, lines: readonly string[]) => importWorkspace(db, linesOf(lines), now);

const workspaceIn = async (db: Db, external_id: string) =>
  (await db.selectFrom('workspaces').select('id').where('external_id', '=', external_id).executeTakeFirst())
    ?.id;

/** What each table has of a workspace: how many rows, and a sum of all that is in them but its number. */
async function sums(db: Db, workspace: string) {
  const found: Record<string, unknown> = {};
  for (const { name, owner } of await tablesOf(db)) {
    // The entries about the copies themselves are of one side.
    const which = name === 'audit_entries' ? sql`deed not in ('export', 'import')` : sql`true`;
    const { rows } = await sql`
      select count(*)::int as rows, md5(string_agg(row, ' ' order by row)) as sum from (
        select jsonb_strip_nulls(to_jsonb(stored) - 'workspace_id' - 'owner' || jsonb_build_object('question_owner',
          nullif(to_jsonb(stored)->>'question_owner', '0') is null))::text as row
        from ${sql.table(name)} as stored where ${sql.ref(owner)} = ${sql.lit(workspace)} and ${which}
      ) as texts`.execute(db);
    found[name] = rows[0];
  }
  return found;
}

test('a playground with weeks of practice is the same in another Whetstone, which goes on with it', async () => {
  await seedHistory(h.services.db, { weeks: 2, log: h.services.log, now: () => h.now });
  const source = (await workspaceIn(h.services.db, 'local')) ?? '';
  const lines = await exported(source);
  const { rows } = await importInto(elsewhere.db, lines);
  const target = (await workspaceIn(elsewhere.db, 'local')) ?? '';
  expect(await sums(elsewhere.db, target)).toEqual(await sums(h.services.db, source));
  expect(rows.answers).toBeGreaterThan(15);
  expect(Object.values(rows).reduce((sum, count) => sum + count, 0)).toBe(lines.length - 1);
  // What comes next has an id of its own.
  const { rows: next } = await sql<{ next: string; last: string }>`
    select nextval(pg_get_serial_sequence('answers', 'id')) as next, (select max(id) from answers) as last`.execute(
    elsewhere.db,
  );
  expect(Number(next[0]?.next)).toBeGreaterThan(Number(next[0]?.last));
  const deeds = (db: Db) =>
    db.selectFrom('audit_entries').select('deed').where('member_id', 'is', null).execute();
  expect(await deeds(h.services.db)).toContainEqual({ deed: 'export' });
  expect(await deeds(elsewhere.db)).toContainEqual({ deed: 'import' });
});

/** A workspace with an answer, a question of its own and one from everybody's. */
async function practised(): Promise<void> {
  await h.reply('maya', await h.drop(), good);
  const { db } = h.services;
  await sql`insert into questions (owner, id, track_id, category, level, topic, position, revision, origin)
    select ${h.workspace}, 'backend/own', track_id, category, level, topic, position, 1, 'suggested' from questions
    where owner = 0 and id = 'backend/slow-query'`.execute(db);
  await sql`insert into question_revisions (owner, question_id, revision, content, created_at)
    select ${h.workspace}, 'backend/own', 1, content || '{"id":"backend/own"}', created_at from question_revisions
    where owner = 0 and question_id = 'backend/slow-query' and revision = 1`.execute(db);
  await h.reply('leo', await h.drop('question backend/own'), good);
}

/** What else rows must have. */
const needed: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  recalls: { member_id: 'leo', day: '2026-11-24', point: 'p', state: 'asked', asked_at: now },
  retirements: { retired_by: 'sam', retired_at: now },
};

test('its own questions stay its own, under its number there', async () => {
  await elsewhere.db
    .insertInto('workspaces')
    .values([1, 2, 3].map((number) => ({ platform: 'slack', external_id: `T${number}`, name: 'x' }) as const))
    .execute();
  await practised();
  await importInto(elsewhere.db, await exported());
  const target = (await workspaceIn(elsewhere.db, 'test')) ?? '';
  expect(target).not.toBe(h.workspace);
  const drops = await elsewhere.db
    .selectFrom('drops')
    .select(['question_owner', 'question_id'])
    .where('workspace_id', '=', target)
    .orderBy('id')
    .execute();
  expect(drops).toEqual([
    { question_owner: '0', question_id: 'backend/slow-query' },
    { question_owner: target, question_id: 'backend/own' },
  ]);
  expect(await sums(elsewhere.db, target)).toEqual(await sums(h.services.db, h.workspace));
});

test('a shared question keeps what was asked, whatever it says there and under whichever number', async () => {
  await practised();
  const { db } = h.services;
  await sql`update question_revisions set content = content || '{"prompt":"As it was asked"}'
    where owner = 0 and question_id = 'backend/slow-query'`.execute(db);
  await importInto(elsewhere.db, await exported());
  const { rows } = await sql<{ prompt: string; now: string; is: boolean }>`
    select asked.content->>'prompt' as prompt, current.content->>'prompt' as now,
      questions.revision = (select max(revision) from question_revisions where owner = 0 and question_id = questions.id) as is
    from drops
    join question_revisions as asked on asked.owner = question_owner and asked.question_id = drops.question_id and asked.revision = question_revision
    join questions on questions.owner = question_owner and questions.id = drops.question_id
    join question_revisions as current on current.owner = questions.owner and current.question_id = questions.id and current.revision = questions.revision
    where drops.question_owner = 0`.execute(elsewhere.db);
  expect(rows).toEqual([
    { prompt: 'As it was asked', now: expect.stringContaining('milliseconds'), is: true },
  ]);
});

test('what another workspace asked, remembers or retired doesn’t come along', async () => {
  await practised();
  const { db } = h.services;
  const there = await openAnotherWorkspace(db);
  // But for the first line, and what the audit says of the export itself.
  const rows = async () => (await exported()).slice(1).filter((line) => !line.includes('"export"'));
  const before = await rows();
  await withoutKeys(db, async (tx) => {
    const question = (id: string) =>
      JSON.stringify({ workspace_id: there, question_owner: '0', question_id: id });
    await sql`insert into drops overriding system value
      select (jsonb_populate_record(row, ${question('backend/message-queue')}::jsonb)).*
      from drops as row where workspace_id = ${h.workspace} limit 1`.execute(tx);
    for (const [table, id] of Object.entries({
      recalls: 'backend/incident',
      retirements: 'backend/monitoring',
    }))
      await sql`insert into ${sql.table(table)} (workspace_id, question_owner, question_id, ${sql.join(
        Object.keys(needed[table] ?? {}).map((column) => sql.ref(column)),
      )}) values (${there}, 0, ${id}, ${sql.join(Object.values(needed[table] ?? {}))})`.execute(tx);
  });
  expect(await rows()).toEqual(before);
});

test('and what it asked keeps its number there', async () => {
  await practised();
  await sql`update question_revisions set content = content || '{"prompt":"As it was asked"}'
    where owner = 0 and question_id = 'backend/slow-query'`.execute(h.services.db);
  const { db } = elsewhere;
  const there = await openAnotherWorkspace(db);
  await sql`insert into drops (workspace_id, channel_id, source, state, question_owner, question_id, question_revision,
      reveal_after_minutes, created_at, message, opened_at, reveal_at)
    values (${there}, 'practice', 'request', 'open', 0, 'backend/slow-query', 1, 60, ${now}, 'm', ${now}, ${now})`.execute(
    db,
  );
  await importInto(db, await exported());
  const drops = db.selectFrom('drops').select(['workspace_id', 'question_revision']);
  expect(
    await drops.where('question_id', '=', 'backend/slow-query').orderBy('workspace_id').execute(),
  ).toEqual([
    { workspace_id: there, question_revision: 1 },
    { workspace_id: await workspaceIn(db, 'test'), question_revision: 2 },
  ]);
});

test('a question that isn’t there comes along, out of use', async () => {
  await practised();
  await sql`delete from questions where owner = 0 and id = 'backend/slow-query'`.execute(elsewhere.db);
  await importInto(elsewhere.db, await exported());
  const question = await elsewhere.db
    .selectFrom('questions')
    .select('retired_at')
    .where('owner', '=', '0')
    .where('id', '=', 'backend/slow-query')
    .executeTakeFirst();
  expect(question?.retired_at).toEqual(now);
});

test('no secret is in it', async () => {
  await h.services.db
    .insertInto('slack_installations')
    .values({
      workspace_id: h.workspace,
      team_id: 'T1',
      team_name: 'Acme',
      url: null,
      bot_id: 'B1',
      bot_user_id: 'U1',
      sealed_token: 'zyzzyva',
      scopes: [],
      installed_by: 'U2',
      installed_at: now,
    })
    .execute();
  const lines = await exported();
  expect(lines.join('\n')).not.toContain('zyzzyva');
  expect(lines[0]).not.toContain('slack_installations');
});

test('where somebody has practised, nothing is imported; where nobody has, what a start made is replaced', async () => {
  await practised();
  const lines = await exported();
  await expect(importInto(h.services.db, lines)).rejects.toThrow(/isn’t empty here/);
  const { id } = await elsewhere.db
    .insertInto('workspaces')
    .values({ platform: 'web', external_id: 'test', name: 'Other' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await elsewhere.db
    .insertInto('members')
    .values([
      { workspace_id: id, id: 'maya', name: 'Maia' },
      { workspace_id: id, id: 'x', name: 'X' },
    ])
    .execute();
  await importInto(elsewhere.db, lines);
  expect(await sums(elsewhere.db, id)).toEqual(await sums(h.services.db, h.workspace));
  await expect(importInto(elsewhere.db, lines)).rejects.toThrow(/isn’t empty here/);
});

const changed = (lines: readonly string[], table: string, change: (row: Record<string, unknown>) => void) => {
  const at = lines.findIndex((line) => line.includes(`"table": "${table}"`));
  const line = JSON.parse(lines[at] ?? '');
  change(line.row);
  return lines.with(at, JSON.stringify(line));
};

test.each<[string, RegExp, (lines: string[]) => readonly string[]]>([
  ['nothing', /empty/, () => []],
  ['another file', /Line 1 isn’t JSON/, () => ['hello']],
  [
    'another format',
    /Line 1 isn’t what an export has/,
    ([first = '', ...rest]) => [first.replace('"version":1', '"version":2'), ...rest],
  ],
  [
    'another version',
    /another version/,
    ([first = '', ...rest]) => [first.replace('"is_private":"boolean"', '"is_private":"text"'), ...rest],
  ],
  ['its end missing', /isn’t whole/, (lines) => lines.slice(0, -1)],
  [
    'half a line',
    /Line \d+ isn’t JSON/,
    (lines) => [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, -9)],
  ],
  [
    'a column more',
    /Line \d+ isn’t a row of answers: it has something that doesn’t belong there\.$/,
    (lines) => changed(lines, 'answers', (row) => Object.assign(row, { more: 1 })),
  ],
  [
    'a null too many',
    /isn’t a row of answers: member_id is missing or has another form\.$/,
    (lines) => changed(lines, 'answers', (row) => Object.assign(row, { member_id: null })),
  ],
  [
    'a member nobody knows',
    /don’t fit together/,
    (lines) => changed(lines, 'answers', (row) => Object.assign(row, { member_id: 'nobody' })),
  ],
  [
    'a time that is none',
    /don’t fit together/,
    (lines) => changed(lines, 'answers', (row) => Object.assign(row, { created_at: 'noon' })),
  ],
])('of a file with %s nothing is imported', async (_name, problem, change) => {
  await practised();
  const lines = await exported();
  await expect(importInto(elsewhere.db, change(lines))).rejects.toThrow(problem);
  expect(await workspaceIn(elsewhere.db, 'test')).toBeUndefined();
});

test('a file that was tampered with changes nothing of anybody else’s', async () => {
  await h.reply('maya', await h.drop(), good);
  const { id: other } = await elsewhere.db
    .insertInto('workspaces')
    .values({ platform: 'web', external_id: 'other', name: 'Other' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const before = await sums(elsewhere.db, other);
  const lines = await exported();
  const at = lines.findIndex((line) => JSON.parse(line).table === 'members');
  const { row } = JSON.parse(lines[at] ?? '{}');
  const hostile = [
    { table: 'members"; drop table answers; --', row },
    { table: 'slack_installations', row: { ...row, sealed_token: 'x' } },
    { table: '__proto__', row },
    { table: 'members', row: { ...row, 'name"; --': 'x' } },
  ].map((one) => JSON.stringify(one));
  for (const line of hostile) {
    await expect(importInto(elsewhere.db, lines.with(at, line)), line).rejects.toThrow(UserError);
    expect(await workspaceIn(elsewhere.db, 'test')).toBeUndefined();
  }
  const elsewheres = JSON.stringify({ table: 'members', row: { ...row, workspace_id: other } });
  await importInto(elsewhere.db, lines.with(at, elsewheres)).catch(() => undefined);
  expect(await sums(elsewhere.db, other)).toEqual(before);
});
