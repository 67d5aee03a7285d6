import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Question } from '../domain/question.ts';
import { anyWordOf } from '../questions/find-questions.ts';
import { askable } from '../questions/questions-of.ts';
import type { RubricCoach } from '../rubric/rubric-coach.ts';
import { bestFitting } from './best-fitting.ts';

/** Of so many that share most words with a description, the meaning is compared. */
const mostCompared = 80;

/** The questions of a workspace's bank that a description of a role speaks of most. */
export async function fittingQuestions(
  db: Db,
  rubric: RubricCoach,
  workspace: string,
  description: string,
  limit: number,
): Promise<Question[]> {
  const words = anyWordOf(description);
  const rows = await askable(db, workspace)
    .select(['current.content as question', 'tracks.title'])
    .where(sql<boolean>`current.search @@ ${words}`)
    .orderBy(sql`ts_rank(current.search, ${words}, 1)`, 'desc')
    .limit(mostCompared)
    .execute();
  return bestFitting(rubric, rows, description, limit);
}
