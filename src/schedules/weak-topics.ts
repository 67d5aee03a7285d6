import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import type { QuestionFilter } from '../questions/select-questions.ts';

/** So old an answer may be. */
const weakDays = 60;

/**
 * What has to be known of a topic: so many answers that were read, and so many members who missed something. With one, a card that
 * names the topic would tell whose weak spot it is.
 */
const evidence = { answers: 5, members: 2 } as const;

/** Where more of the key points are made, a topic is no weak spot. */
const mostMade = 0.7;

/** So many of a channel's topics are weak at most: a card says of each that it was missed most. */
const mostTopics = 3;

interface Channel extends QuestionFilter {
  readonly workspace: string;
  readonly channel: string;
}

/**
 * Of each channel the topics of which its members made the smallest share of the key points, the weakest first; none where the
 * last scheduled question was chosen for such a one. Each member who answered in the time has the same weight, however much they
 * write. What counts is the first reading of an answer in the channel: private practice is nobody else's business, and
 * what was written after the sample answer doesn't tell what somebody knew.
 */
export async function weakTopics(
  tx: Tx,
  channels: readonly Channel[],
  now: Date,
): Promise<(readonly string[])[]> {
  if (channels.length === 0) return [];
  const { rows } = await sql<{ topics: string[] | null }>`
    with wanted as materialized (
      select place, workspace, channel, tracks, levels, categories from ${eachOf(channels)}, jsonb_to_record(item)
        as wanted (workspace bigint, channel text, tracks text[], levels text[], categories text[])
    ), due as (
      select wanted.* from wanted left join lateral (
        select weak_topic from drops
        where workspace_id = workspace and channel_id = channel and source = 'schedule' and state in ('due', 'open')
        order by slot desc limit 1
      ) as last on true
      where weak_topic is null
    ), reading as (
      select distinct on (place, answer_id) place, member_id, topic,
        jsonb_array_length(assessment -> 'covered') + jsonb_array_length(assessment -> 'unsure') / 2.0 as made,
        jsonb_array_length(assessment -> 'missing') + jsonb_array_length(assessment -> 'unsure') / 2.0 as missed
      from due
      join drops on drops.workspace_id = workspace and drops.channel_id = channel and source <> 'private'
      join questions on questions.owner = question_owner and questions.id = question_id and topic is not null
        and (tracks = '{}' or track_id = any (tracks)) and (levels = '{}' or level = any (levels))
        and (categories = '{}' or category = any (categories))
      join answers on answers.workspace_id = workspace and drop_id = drops.id and answers.state = 'standing'
        and not is_private and answers.created_at > ${now}::timestamptz - make_interval(days => ${weakDays})
      join feedback on feedback.workspace_id = workspace and answer_id = answers.id and feedback.state = 'given'
        and not jsonb_exists_any(assessment, array['unscored', 'isAfterSample'])
      order by place, answer_id, feedback.revision
    ), share as (
      select place, topic, count(*) as answers, sum(made) / sum(made + missed) as made
      from reading group by place, topic, member_id having sum(made + missed) > 0
    ), weak as (
      select place, topic, row_number() over (partition by place order by avg(made), topic) as rank
      from share group by place, topic
      having sum(answers) >= ${evidence.answers} and count(*) filter (where made < 1) >= ${evidence.members}
        and avg(made) <= ${mostMade}
    )
    select array_agg(topic order by rank) filter (where rank <= ${mostTopics}) as topics
    from wanted left join weak using (place) group by place order by place`.execute(tx);
  return rows.map(({ topics }) => topics ?? []);
}
