import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { askable } from '../questions/questions-of.ts';
import { type Memory, type Recollection, remembered } from './forgetting.ts';
import { gradeOf, gradesOf, type Reading, type Verdict } from './grades.ts';

export interface MemberKey {
  readonly workspace: string;
  readonly member: string;
}

export interface PointMemory extends Memory {
  readonly owner: string;
  readonly question: string;
  readonly point: string;
}

interface Met {
  readonly place: string;
  readonly owner: string;
  readonly question: string;
  /** Ids of the key points that the question has now. */
  readonly points: readonly string[];
  readonly at: Date;
  readonly readings: readonly Reading[] | null;
  readonly praised: boolean;
  readonly point: string | null;
  readonly verdict: Verdict | null;
}

/** So many of the last times that a member met a question, or was asked for a point, tell what they remember of it. */
const mostTimes = 10;

/**
 * What members remember of the questions that they have met and that can still be asked. It isn't stored: it follows from their
 * answers, what coaches and mentors said of these, and what they were asked again, so it is right whatever of that changes.
 */
export async function memoriesOf(
  db: Db,
  members: readonly MemberKey[],
  now: Date,
): Promise<readonly PointMemory[][]> {
  if (members.length === 0) return [];
  const current = askable(db, sql.ref<string>('met.workspace_id'))
    .select(sql<string[]>`jsonb_path_query_array(current.content, '$.key_points[*].id')`.as('points'))
    .where('questions.owner', '=', sql.ref<string>('met.owner'))
    .where('questions.id', '=', sql.ref<string>('met.question'));
  const { rows } = await sql<Met>`
    with asked as (
      select place, workspace, member from ${eachOf(members)}, jsonb_to_record(item) as who (workspace bigint, member text)
    ), answered as (
      select place, answers.workspace_id, answers.id, question_owner, question_id, answers.created_at,
        row_number() over (partition by place, question_owner, question_id order by answers.id desc) as newest
      from asked join answers on answers.workspace_id = workspace and member_id = member and answers.state = 'standing'
      join drops on drops.workspace_id = answers.workspace_id and drops.id = drop_id
      where question_id is not null
    ), recalled as (
      select place, recalls.*,
        row_number() over (partition by place, question_owner, question_id, point order by recalls.id desc) as newest
      from asked join recalls on workspace_id = workspace and member_id = member
      where verdict is not null
    ), met as materialized (
      select place, answers.workspace_id, question_owner as owner, question_id as question, answers.created_at as at,
        (select jsonb_agg(jsonb_build_object('covered', assessment -> 'covered', 'unsure', assessment -> 'unsure',
            'missing', assessment -> 'missing', 'doubts', jsonb_array_length(assessment -> 'misconceptions'),
            'isAfterSample', jsonb_exists(assessment, 'isAfterSample')) order by revision)
          from feedback
          where feedback.workspace_id = answers.workspace_id and answer_id = answers.id
            and not jsonb_exists(assessment, 'unscored')) as readings,
        exists (select from reviews
          where reviews.workspace_id = answers.workspace_id and answer_id = answers.id and withdrawn_at is null
            and (approved or score >= 4)) as praised,
        null as point, null as verdict
      from answered as answers where newest <= ${mostTimes}
      union all
      select place, workspace_id, question_owner, question_id, answered_at, null, false, point, verdict
      from recalled where newest <= ${mostTimes}
    ), standing as (
      select workspace_id, owner, question, points
      from (select distinct workspace_id, owner, question from met) as met cross join lateral ${current} as question
    )
    select place, owner, question, points, at, readings, praised, point, verdict
    from met join standing using (workspace_id, owner, question)
    order by place`.execute(db);
  const byMember = Map.groupBy(rows, ({ place }) => Number(place));
  return members.map((_, index) => memoriesIn(byMember.get(index + 1) ?? [], now));
}

function memoriesIn(rows: readonly Met[], now: Date): PointMemory[] {
  const byQuestion = Map.groupBy(rows, ({ owner, question }) => `${owner} ${question}`);
  return [...byQuestion.values()].flatMap((met) => {
    const [{ owner, question, points } = { owner: '', question: '', points: [] }] = met;
    const events = met.map((one) => ({ at: one.at, grades: gradesIn(one) }));
    return points.flatMap((point) => {
      const history = events.flatMap(({ at, grades }): Recollection[] => {
        const grade = grades.get(point);
        return grade === undefined ? [] : [{ at, grade }];
      });
      const memory = remembered(history, now);
      return memory ? [{ owner, question, point, ...memory }] : [];
    });
  });
}

function gradesIn({ point, verdict, readings, praised }: Met) {
  if (point !== null && verdict !== null) return new Map([[point, gradeOf[verdict]]]);
  return gradesOf(readings ?? [], praised);
}
