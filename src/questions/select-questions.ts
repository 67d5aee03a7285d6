import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Category, Level } from './question.ts';
import { askable } from './questions-of.ts';

/** Empty lists mean any. */
export interface QuestionFilter {
  readonly tracks: readonly string[];
  readonly levels: readonly Level[];
  readonly categories: readonly Category[];
}

/** A question as it is now. */
export interface QuestionKey {
  readonly owner: string;
  readonly id: string;
  readonly revision: number;
}

/** Whose past questions aren't to be repeated: a channel's, or those a member practised privately. */
export type Audience = { readonly channel: string } | { readonly privateTo: string };

export type Wanted = Audience & QuestionFilter & { readonly workspace: string };

/**
 * For each audience (of which none may come twice) a question that matches and that the audience hasn't had; when it has
 * had all, the one longest ago. Among the unused the order is arbitrary but fixed for each audience. Undefined where none
 * matches.
 */
export async function selectQuestions(
  tx: Tx,
  wanted: readonly Wanted[],
): Promise<(QuestionKey | undefined)[]> {
  if (wanted.length === 0) return [];
  await lockAudiences(tx, wanted);
  const use = sql<{ owner: string; id: string; last: string }>`(
    select question_owner as owner, question_id as id, max(drop) as last
    from (
      select question_owner, question_id, id as drop from drops
      where workspace_id = wanted.workspace and channel_id = wanted.channel and source <> 'private'
      union all
      select question_owner, question_id, id from drops
      where workspace_id = wanted.workspace and requested_by = wanted."privateTo" and source = 'private'
    ) as had group by question_owner, question_id)`.as<'use'>(sql`use`);
  const question = askable(tx, sql.ref<string>('wanted.workspace'))
    .leftJoin(use, (join) =>
      join.onRef('use.owner', '=', 'questions.owner').onRef('use.id', '=', 'questions.id'),
    )
    .select(['questions.owner', 'questions.id', 'questions.revision'])
    .where(sql<boolean>`(wanted.tracks = '{}' or questions.track_id = any (wanted.tracks))`)
    .where(sql<boolean>`(wanted.levels = '{}' or questions.level = any (wanted.levels))`)
    .where(sql<boolean>`(wanted.categories = '{}' or questions.category = any (wanted.categories))`)
    .orderBy('use.last', (order) => order.asc().nullsFirst())
    .orderBy(
      sql`hashtextextended(coalesce(channel, "privateTo"), hashtextextended(questions.id, wanted.workspace))`,
    )
    .limit(1);
  const { rows } = await sql<QuestionKey | { owner: null }>`
    select question.owner, question.id, question.revision
    from rows from (jsonb_to_recordset(${JSON.stringify(wanted)}) as (workspace bigint, channel text, "privateTo" text,
      tracks text[], levels text[], categories text[]))
      with ordinality as wanted (workspace, channel, "privateTo", tracks, levels, categories, place)
    left join lateral ${question} as question on true
    order by place`.execute(tx);
  return rows.map((row) => (row.owner === null ? undefined : row));
}

/** Two questions asked for at the same moment are picked one after the other. In order, so that two sets don't wait for each other. */
async function lockAudiences(tx: Tx, wanted: readonly Wanted[]): Promise<void> {
  for (const table of ['channels', 'members'] as const) {
    const keys = wanted.flatMap((one) => {
      const id = table === 'channels' ? 'channel' in one && one.channel : 'privateTo' in one && one.privateTo;
      return id === false ? [] : [{ workspace: one.workspace, id }];
    });
    if (keys.length === 0) continue;
    await sql`
      select from ${sql.table(table)} as audience
      where (workspace_id, id) in (
        select workspace, id from jsonb_to_recordset(${JSON.stringify(keys)}) as key (workspace bigint, id text))
      order by workspace_id, id for no key update`.execute(tx);
  }
}
