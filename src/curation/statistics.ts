import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Question } from '../domain/question.ts';

export interface QuestionStatistics {
  readonly id: string;
  readonly asked: number;
  /** The share of the times asked that got an answer, 0 to 1. */
  readonly answerRate: number;
  readonly answers: number;
  /** 0 to 100; null before the first score. */
  readonly meanScore: number | null;
  /** The key points that answers lack, the most often missed first. */
  readonly missed: readonly { readonly text: string; readonly times: number }[];
  readonly flag: 'everyone fails' | 'nobody answers' | null;
}

/** So often something has to be asked or answered before it says something of the question. */
const enough = 3;
/** Below this an answer has failed. */
const passing = 50;

/**
 * How the questions of a workspace do, what needs an author first and the most often asked next. Without a workspace:
 * everybody's questions, over all workspaces. Private practice isn't counted: nobody else is to learn of it.
 */
export async function questionStatistics(
  db: Db,
  { workspace, track }: { readonly workspace?: string; readonly track?: string },
): Promise<QuestionStatistics[]> {
  const scope = workspace === undefined ? sql`true` : sql`drops.workspace_id = ${workspace}`;
  const inTrack = track === undefined ? sql`true` : sql`questions.track_id = ${track}`;
  const { rows } = await sql<Row>`
    with asked as (
      select workspace_id, id, question_owner, question_id
      from drops
      where state = 'open' and source <> 'private' and ${scope}
        and (${workspace ?? null}::bigint is not null or question_owner = 0)
    ), answered as (
      select asked.question_owner, asked.question_id, answers.drop_id, answers.score, assessment
      from asked
      join answers on answers.workspace_id = asked.workspace_id and answers.drop_id = asked.id
      left join feedback on feedback.workspace_id = answers.workspace_id and feedback.answer_id = answers.id
        and feedback.revision = answers.revision and feedback.state = 'given'
      where answers.state = 'standing' and not answers.is_private
    ), missed as (
      select question_owner, question_id, jsonb_object_agg(point, times) as points
      from (
        select question_owner, question_id, point, count(*) as times
        from answered cross join lateral jsonb_array_elements_text(assessment -> 'missing') as point
        group by 1, 2, 3
      ) as each_point
      group by 1, 2
    ), totals as (
      select question_owner, question_id, count(*)::int as answers, count(distinct drop_id)::int as answered,
        avg(score)::float as mean, max(score) as best, count(score)::int as scored
      from answered group by 1, 2
    ), times as (
      select question_owner, question_id, count(*)::int as asked from asked group by 1, 2
    )
    select questions.id, current.content, times.asked, answers, answered, mean, best, scored, points
    from times
    join questions on questions.owner = times.question_owner and questions.id = times.question_id
    join question_revisions as current on current.owner = questions.owner
      and current.question_id = questions.id and current.revision = questions.revision
    left join totals on totals.question_owner = times.question_owner and totals.question_id = times.question_id
    left join missed on missed.question_owner = times.question_owner and missed.question_id = times.question_id
    where ${inTrack}
    order by questions.id`.execute(db);
  return rows
    .map(statisticsOf)
    .sort((one, other) => Number(one.flag === null) - Number(other.flag === null) || other.asked - one.asked);
}

interface Row {
  readonly id: string;
  readonly content: Question;
  readonly asked: number;
  readonly answers: number | null;
  readonly answered: number | null;
  readonly mean: number | null;
  readonly best: number | null;
  readonly scored: number | null;
  readonly points: Readonly<Record<string, number>> | null;
}

function statisticsOf({ id, content, asked, mean, best, points, ...row }: Row): QuestionStatistics {
  const answers = row.answers ?? 0;
  const missed = content.key_points
    .map((point) => ({ text: point.text, times: points?.[point.id] ?? 0 }))
    .filter(({ times }) => times > 0)
    .sort((one, other) => other.times - one.times);
  const fails = (row.scored ?? 0) >= enough && best !== null && best < passing;
  return {
    id,
    asked,
    answerRate: (row.answered ?? 0) / asked,
    answers,
    meanScore: mean === null ? null : Math.round(mean),
    missed,
    flag: fails ? 'everyone fails' : asked >= enough && answers === 0 ? 'nobody answers' : null,
  };
}
