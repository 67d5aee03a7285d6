import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { memory } from '../database/memory.ts';
import type { Question } from '../domain/question.ts';
import type { QuestionKey } from './select-questions.ts';

/** A question without what coaches judge by, which is most of it. */
export type ShownQuestion = Omit<Question, 'key_points' | 'misconceptions' | 'tags'>;

/** About 2 kB each. */
const most = 1000;

const memoryOf = memory<ShownQuestion>({ max: most });

const nameOf = ({ owner, id, revision }: QuestionKey) => `${owner}/${id}/${revision}`;

/** Revisions of questions, in the order of the keys. They never change, so that each is read once. */
export async function shownQuestions(
  db: Db,
  keys: readonly QuestionKey[],
): Promise<(ShownQuestion | undefined)[]> {
  const remembered = memoryOf(db);
  const shown = new Map(keys.map((key) => [nameOf(key), remembered.get(nameOf(key))]));
  const missing = keys.filter((key) => !shown.get(nameOf(key)));
  if (missing.length > 0)
    for (const { question, ...key } of await read(db, missing)) {
      shown.set(nameOf(key), question);
      remembered.set(nameOf(key), question);
    }
  return keys.map((key) => shown.get(nameOf(key)));
}

async function read(db: Db, keys: readonly QuestionKey[]) {
  const { rows } = await sql<QuestionKey & { readonly question: ShownQuestion }>`
    select owner, question_id as id, revision, to_jsonb(question) as question
    from question_revisions
    cross join lateral jsonb_to_record(content)
      as question (id text, prompt text, category text, level text, sample_answer text, tip text, follow_ups jsonb)
    where (owner, question_id, revision) in (select owner, id, revision
      from ${eachOf(keys)}, jsonb_to_record(item) as key (owner bigint, id text, revision integer))`.execute(
    db,
  );
  return rows;
}
