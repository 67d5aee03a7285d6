import { type Kysely, sql } from 'kysely';

const tables = ['question_revisions', 'suggestions'];

/** Key points and misconceptions get examples; those of a misconception are what its cues were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await rewrite(
    db,
    `jsonb_build_object('examples', '[]'::jsonb) || entry`,
    `jsonb_build_object('examples', jsonb_path_query_array(entry, '$.cues[0 to 4]')) || (entry - 'cues')`,
  );
}

/** Each had one cue at least: the text itself, where there was no other. */
export async function down(db: Kysely<unknown>): Promise<void> {
  const cuesOf = (key: string) =>
    `case when jsonb_array_length(entry -> '${key}') > 0 then entry -> '${key}'
      else jsonb_build_array(left(entry ->> 'text', 80)) end`;
  const rest = `entry - '{hint,examples}'::text[]`;
  await rewrite(
    db,
    `${rest} || jsonb_build_object('cues', ${cuesOf('cues')})`,
    `${rest} || jsonb_build_object('cues', ${cuesOf('examples')})`,
  );
}

/** Sets each `entry` of stored questions to what an expression says of it. */
async function rewrite(db: Kysely<unknown>, keyPoint: string, misconception: string): Promise<void> {
  const list = (key: string, entry: string) => `jsonb_build_object('${key}', (
    select coalesce(jsonb_agg(${entry} order by place), '[]')
    from jsonb_array_elements(content -> '${key}') with ordinality as entries (entry, place)))`;
  for (const table of tables)
    await sql
      .raw(
        `update ${table} set content = content || ${list('key_points', keyPoint)} || ${list('misconceptions', misconception)}`,
      )
      .execute(db);
}
