import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { Question } from '../domain/question.ts';
import { askable } from '../questions/questions-of.ts';
import type { RubricCoach } from '../rubric/rubric-coach.ts';

/** Of so many that share most words with a description, the meaning is compared. */
const mostCompared = 80;
/** A question of whose subject less is spoken doesn't fit. */
const leastFit = 0.13;
const mostOfTopic = 2;

/** The questions of the bank that a description of a role speaks of most, at most two of a topic. */
export async function fittingQuestions(
  db: Db,
  rubric: RubricCoach,
  workspace: string,
  description: string,
  limit: number,
): Promise<Question[]> {
  // Any of its words will do: `plainto_tsquery` would want all of them.
  const words = sql<string>`replace(plainto_tsquery('english', ${description})::text, '&', '|')::tsquery`;
  const rows = await askable(db, workspace)
    .select(['current.content', 'tracks.title'])
    .where(sql<boolean>`current.search @@ ${words}`)
    .orderBy(sql`ts_rank(current.search, ${words}, 1)`, 'desc')
    .limit(mostCompared)
    .execute();
  const ranked = rows
    .map(({ content, title }) => ({
      question: content,
      fit: rubric.fit(content, title.replace(/\bEngineer\b/, ''), description),
    }))
    .filter(({ fit }) => fit >= leastFit)
    .sort((one, other) => other.fit - one.fit);
  const chosen: Question[] = [];
  const topicOf = ({ id, tags }: Question) => `${id.split('/')[0]}/${tags[0] ?? id}`;
  for (const { question } of ranked) {
    const same = chosen.filter((one) => topicOf(one) === topicOf(question)).length;
    if (same < mostOfTopic && chosen.length < limit) chosen.push(question);
  }
  return chosen;
}
