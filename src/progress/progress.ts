import { sql } from 'kysely';
import { localDay } from '../base/time.ts';
import type { Actor } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import type { Progress, Topic } from '../drawing/progress-data.ts';
import { duePoints } from '../recall/due-points.ts';
import { recallSettingsOf } from '../recall/recall-settings.ts';
import type { Services } from '../services/services.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { weekGrid } from './week-grid.ts';

/** A topic is judged by so many answers at least. */
const leastAnswers = 3;

const mostTopics = 3;

interface Told {
  readonly days: readonly {
    readonly day: string;
    readonly answers: number;
    readonly scored: number;
    readonly total: number | null;
  }[];
  readonly topics: readonly Topic[];
}

/** What the last 26 weeks came to for a member, private practice included. */
export async function progressOf({ db, now }: Services, actor: Actor): Promise<Progress> {
  const { timeZone } = await settingsOf(db, actor.workspace);
  const grid = weekGrid(localDay(now(), timeZone));
  const [{ days, topics }, due] = await Promise.all([
    read(db, actor, grid[0]?.[0] ?? ''),
    countDue(db, actor, now()),
  ]);
  const byDay = new Map(days.map((one) => [one.day, one]));
  const weeks = grid.map((ofWeek) => {
    const found = ofWeek.map((day) => byDay.get(day));
    const sum = (of: 'scored' | 'total') => found.reduce((all, one) => all + (one?.[of] ?? 0), 0);
    return {
      monday: ofWeek[0] ?? '',
      answers: found.map((one) => one?.answers ?? 0),
      score: sum('scored') === 0 ? null : Math.round(sum('total') / sum('scored')),
    };
  });
  const strong = Math.min(mostTopics, Math.ceil(topics.length / 2));
  return {
    weeks,
    strongest: topics.slice(0, strong),
    weakest: topics.slice(strong).slice(-mostTopics),
    due,
  };
}

async function countDue(db: Db, actor: Actor, now: Date): Promise<number> {
  const { time_zone: timeZone } = await recallSettingsOf(db, actor);
  const [points] = await duePoints(db, [{ ...actor, timeZone }], now);
  return points?.due.length ?? 0;
}

/** An answer makes as much of a topic as its last reading before its author could know the sample answer says; what is unsure counts half. */
async function read(db: Db, { workspace, member }: Actor, from: string): Promise<Told> {
  const { rows } = await sql<Told>`
    with given as materialized (
      select id, drop_id, day, score from answers
      where workspace_id = ${workspace} and member_id = ${member} and state = 'standing' and day >= ${from}::date
    ), days as (
      select day, count(*)::integer as answers, count(score)::integer as scored, sum(score)::integer as total
      from given group by day
    ), topics as (
      select coalesce(questions.topic, questions.track_id) as topic, sum(made) / sum(made + missed) as share
      from given
      join drops on drops.workspace_id = ${workspace} and drops.id = drop_id
      join questions on questions.owner = question_owner and questions.id = question_id
      cross join lateral (
        select jsonb_array_length(assessment -> 'covered') + jsonb_array_length(assessment -> 'unsure') / 2.0 as made,
          jsonb_array_length(assessment -> 'missing') + jsonb_array_length(assessment -> 'unsure') / 2.0 as missed
        from feedback
        where feedback.workspace_id = ${workspace} and answer_id = given.id and assessment is not null
          and not jsonb_exists(assessment, 'unscored') and not jsonb_exists(assessment, 'isAfterSample')
        order by feedback.revision desc limit 1
      ) as reading
      group by 1 having count(*) >= ${leastAnswers} and sum(made + missed) > 0
    )
    select (select coalesce(jsonb_agg(days), '[]') from days) as days,
      (select coalesce(jsonb_agg(topics order by share desc, topic), '[]') from topics) as topics`.execute(
    db,
  );
  return rows[0] ?? { days: [], topics: [] };
}
