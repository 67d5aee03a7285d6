import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import type { Category, Level } from '../domain/question.ts';
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

export type Wanted = Audience &
  QuestionFilter & {
    readonly workspace: string;
    /** Topics that are chosen before all others, the first before the next. */
    readonly weak?: readonly string[];
  };

export interface Selected extends QuestionKey {
  /** The one of those topics for which it was chosen. */
  readonly weakTopic: string | null;
}

/** Over so long, topics and categories are spread. */
const spreadDays = 7;

/** For so long, a question isn't chosen again for a weak topic. */
const restDays = 60;

/**
 * For each audience (of which none may come twice) a question that matches and that the audience hasn't had; when it has
 * had all, the one longest ago. Of those that it hasn't had, first come topics that it had least in the last week, then the
 * category that it had least for how many questions there are of it, then an order that is arbitrary but fixed for each
 * audience. Before all that come weak topics, with what the audience hasn't had lately. Undefined where none matches.
 */
export async function selectQuestions(
  tx: Tx,
  wanted: readonly Wanted[],
  now: Date,
): Promise<(Selected | undefined)[]> {
  if (wanted.length === 0) return [];
  await lockAudiences(tx, wanted);
  const candidates = askable(tx, sql.ref<string>('filter.workspace'))
    .select([
      'questions.owner',
      'questions.id',
      'questions.revision',
      'questions.topic',
      'questions.category',
    ])
    .where(sql<boolean>`(filter.tracks = '{}' or questions.track_id = any (filter.tracks))`)
    .where(sql<boolean>`(filter.levels = '{}' or questions.level = any (filter.levels))`)
    .where(sql<boolean>`(filter.categories = '{}' or questions.category = any (filter.categories))`);
  // Each part is looked up once for all: audiences with the same filter share its questions.
  const { rows } = await sql<Selected | { owner: null }>`
    with wanted as materialized (
      select workspace, channel, "privateTo", tracks, levels, categories, weak, place
      from ${eachOf(wanted)}, jsonb_to_record(item) as wanted (workspace bigint, channel text,
        "privateTo" text, tracks text[], levels text[], categories text[], weak text[])
    ), matching as materialized (
      select workspace, tracks, levels, categories, array_agg(owner) as owners, array_agg(id) as ids,
        array_agg(revision) as revisions, array_agg(owner || '/' || id) as keys,
        array_agg('topic ' || topic) as topics, array_agg(category) as kinds, array_agg(1 / size) as shares,
        array_agg(hashtextextended(id, workspace)) as seeds
      from (
        select filter.*, question.*, count(*) over (
          partition by workspace, tracks, levels, categories, category)::float as size
        from (select distinct workspace, tracks, levels, categories from wanted) as filter
        cross join lateral ${candidates} as question
      ) as question
      group by workspace, tracks, levels, categories
    ), had as materialized (
      select place, question_owner as owner, question_id as id, max(id) as last, max(created_at) as last_at
      from wanted join drops on workspace_id = workspace and channel_id = channel and source <> 'private'
      where question_id is not null
      group by place, question_owner, question_id
      union all
      select place, question_owner, question_id, max(id), max(created_at)
      from wanted join drops on workspace_id = workspace and requested_by = "privateTo" and source = 'private'
      group by place, question_owner, question_id
    ), used as materialized (
      select place, jsonb_object_agg(owner || '/' || id, last) as uses, array_agg(owner || '/' || id) filter (
        where last_at > ${now}::timestamptz - make_interval(days => ${restDays})) as resting
      from had group by place
    ), recent as materialized (
      select place, jsonb_object_agg(what, count) as counts from (
        select place, what, count(*) from had join questions using (owner, id),
          unnest(array['topic ' || topic, category]) as what
        where last_at > ${now}::timestamptz - make_interval(days => ${spreadDays}) and what is not null
        group by place, what
      ) as counted group by place
    )
    select question.owner, question.id, question.revision, "weakTopic"
    from wanted left join matching using (workspace, tracks, levels, categories)
    left join used using (place) left join recent using (place)
    left join lateral (
      select owner, id, revision, weak [weakness] as "weakTopic"
      from unnest(owners, ids, revisions, keys, topics, kinds, shares, seeds)
        as question (owner, id, revision, key, topic, kind, share, seed)
      cross join lateral (select case when weak is not null and key <> all (coalesce(resting, '{}'))
        then array_position(weak, substr(topic, 7)) end as weakness) as chosen
      order by weakness nulls last, (uses -> key)::bigint nulls first, coalesce((counts -> topic)::bigint, 0),
        (coalesce((counts -> kind)::bigint, 0) + 1) * share, hashtextextended(coalesce(channel, "privateTo"), seed)
      limit 1
    ) as question on true
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
        select workspace, id from ${eachOf(keys)}, jsonb_to_record(item) as key (workspace bigint, id text))
      order by workspace_id, id for no key update`.execute(tx);
  }
}
