import type pg from 'pg';

/** The workspace that Whetstone made when it started. */
export async function workspaceOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query('select id from workspaces');
  return rows[0].id;
}

export const channel = (number: number) => `C${String(number).padStart(6, '0')}`;
export const thread = (number: number) => `1800000000.${String(number).padStart(6, '0')}`;

/** To the question of the drops below. */
export const answerText =
  'I start from the real execution plan with EXPLAIN ANALYZE and look for sequential scans, bad row estimates and big sorts. Then I add an index that matches the filter and the order, check it on production-like data, and watch the p95 before and after.';

/** Channels, and in each the same number of open drops; thread `n`, from `first` on, is in channel `n % channels`. */
export async function seedDrops(
  client: pg.Client,
  channels: number,
  drops: number,
  first = 0,
): Promise<void> {
  const workspace = await workspaceOf(client);
  await client.query(
    `insert into channels (workspace_id, id, name)
    select $1, 'C' || lpad(n::text, 6, '0'), 'practice' from generate_series(0, $2::int - 1) n on conflict do nothing`,
    [workspace, channels],
  );
  await client.query(
    `insert into drops (workspace_id, channel_id, source, question_owner, question_id, question_revision, state,
      message, reveal_after_minutes, opened_at, created_at)
    select $1, 'C' || lpad((n % $2::int)::text, 6, '0'), 'request', question.owner, question.id, question.revision, 'open',
      '1800000000.' || lpad(n::text, 6, '0'), 480, now(), now()
    from generate_series($4::int, $4::int + $3::int - 1) n,
      (select owner, id, revision from questions where id = 'backend/slow-query') question`,
    [workspace, channels, drops, first],
  );
}
