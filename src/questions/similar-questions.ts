import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Question } from '../domain/question.ts';
import type { RubricCoach } from '../rubric/rubric-coach.ts';
import { anyWordOf } from './find-questions.ts';
import { type NearDuplicate, nearDuplicates } from './lint/near-duplicates.ts';
import { questionsOf } from './questions-of.ts';

/** Of so many that share most words with it, a question's meaning is compared. */
const mostCompared = 20;

/** The questions that a workspace sees (0: everybody) which ask about the same as this one; the closest first. */
export async function similarQuestions(
  db: Db,
  rubric: RubricCoach,
  workspace: string,
  question: Question,
): Promise<NearDuplicate[]> {
  const words = anyWordOf(question.prompt);
  const rows = await questionsOf(db, workspace)
    .select('current.content')
    .where('questions.id', '!=', question.id)
    .where(sql<boolean>`current.search @@ ${words}`)
    .orderBy(sql`ts_rank(current.search, ${words})`, 'desc')
    .limit(mostCompared)
    .execute();
  return nearDuplicates(
    rubric,
    [question],
    rows.map(({ content }) => content),
  );
}
