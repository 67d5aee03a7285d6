import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import type { Db } from '../src/database/database.ts';
import { provider } from '../src/database/migrate.ts';
import type { Question } from '../src/domain/question.ts';
import { plainQuestion } from './questions/hostile-tracks.ts';
import { testDatabase } from './support/database.ts';

test('the schema is migrated, and every migration can be taken back and done again', async () => {
  const { db, destroy } = await testDatabase();
  try {
    const shape = async () => {
      const { rows } = await sql<{ column: string }>`
        select table_name || '.' || column_name || ' ' || data_type as column from information_schema.columns
        where table_schema = 'public' order by 1`.execute(db);
      return rows.map(({ column }) => column);
    };
    const before = await shape();
    expect(before).toContain('workspaces.id bigint');
    const migrator = new Migrator({ db, provider });
    for (let steps = (await migrator.getMigrations()).length; steps > 0; steps -= 1)
      expect((await migrator.migrateDown()).error).toBeUndefined();
    expect((await shape()).filter((column) => !column.startsWith('kysely_'))).toEqual([]);
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    expect(await shape()).toEqual(before);
  } finally {
    await destroy();
  }
});

test('stored questions and suggestions come to the rubric’s form, and back', async () => {
  const { db, destroy } = await testDatabase();
  try {
    const migrator = new Migrator({ db, provider });
    const name = '2026-11-27T02-rubric-form';
    const all = await migrator.getMigrations();
    const before = all[all.findIndex((one) => one.name === name) - 1]?.name ?? '';
    expect((await migrator.migrateTo(before)).error).toBeUndefined();
    const misconceptions = [
      { text: 'It is magic', cues: ['magic', 'wizards', 'spells', 'wands', 'owls', 'broomsticks'] },
      { text: 'It is luck', cues: ['luck'] },
    ];
    const old = plainQuestion('lab/one', { misconceptions: [] });
    const key_points = [
      { id: 'alpha', text: 'Says alpha', cues: ['alpha', 'first letter'] },
      { id: 'beta', text: 'Says zebra', cues: ['beta'] },
    ];
    const contents = [
      { ...old, key_points, misconceptions },
      { ...old, key_points: [], misconceptions: [] },
    ].map((content) => JSON.stringify(content));
    await seedQuestions(db, contents);
    const stored = async () => {
      const { rows } = await sql<{ content: Question }>`
        select content from question_revisions where question_id = 'lab/one'
        union all select content from suggestions order by 1`.execute(db);
      return rows.map(({ content }) => ({ ...content, prompt: '' }));
    };
    const were = await stored();
    expect(were).toHaveLength(4);

    expect((await migrator.migrateTo(name)).error).toBeUndefined();
    const examples = misconceptions[0]?.cues.slice(0, 5);
    const full = {
      ...old,
      prompt: '',
      key_points: key_points.map((point) => ({ ...point, examples: [] })),
      misconceptions: [
        { text: 'It is magic', examples },
        { text: 'It is luck', examples: ['luck'] },
      ],
    };
    const empty = { ...old, prompt: '', key_points: [], misconceptions: [] };
    expect(await stored()).toEqual(expect.arrayContaining([full, full, empty, empty]));
    const found = await sql`select from question_revisions where search @@ to_tsquery('zebra')`.execute(db);
    expect(found.rows).toHaveLength(1);

    await sql`update suggestions set content = jsonb_set(content, '{misconceptions,1,examples}', '[]')
      where token = '0'`.execute(db);
    expect((await migrator.migrateTo(before)).error).toBeUndefined();
    const [magic, luck] = misconceptions;
    const shorter = { ...magic, cues: examples };
    const back = { ...empty, key_points, misconceptions: [shorter, luck] };
    const withoutCues = { ...back, misconceptions: [shorter, { ...luck, cues: ['It is luck'] }] };
    expect(await stored()).toEqual(expect.arrayContaining([back, withoutCues, empty, empty]));
  } finally {
    await destroy();
  }
});

/** A revision and a suggestion with each of the contents. */
async function seedQuestions(db: Db, contents: readonly string[]): Promise<void> {
  const at = new Date('2026-11-24T08:00:00Z');
  await sql`insert into tracks (id, title, description, preparation_tips, related, origin)
    values ('lab', 'Lab', 'All of it.', '[]', '[]', 'imported')`.execute(db);
  await sql`insert into questions (owner, id, track_id, category, level, position, revision, origin)
    values (0, 'lab/one', 'lab', 'technical', 'beginner', 0, 2, 'imported')`.execute(db);
  await sql`insert into workspaces (platform, external_id, name) values ('web', 'w', 'W')`.execute(db);
  await sql`insert into channels (workspace_id, id, name) select id, 'c', 'c' from workspaces`.execute(db);
  await sql`insert into members (workspace_id, id, name) select id, 'm', 'M' from workspaces`.execute(db);
  for (const [index, content] of contents.entries()) {
    await sql`insert into question_revisions (owner, question_id, revision, content, created_at)
      values (0, 'lab/one', ${index + 1}, ${content}, ${at})`.execute(db);
    await sql`insert into suggestions (workspace_id, token, channel_id, member_id, content, state, created_at)
      select id, ${String(index)}, 'c', 'm', ${content}::jsonb, 'waiting', ${at}::timestamptz from workspaces`.execute(
      db,
    );
  }
}

test('every migration of the folder is one that is done', async () => {
  const files = await readdir(new URL('../migrations/', import.meta.url));
  const names = files.filter((file) => /^\d/.test(file)).map((file) => file.replace('.ts', ''));
  expect(Object.keys(await provider.getMigrations()).sort()).toEqual(names.sort());
});
