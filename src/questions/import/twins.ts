import type { Db } from '../../database/database.ts';
import type { RubricCoach } from '../../rubric/rubric-coach.ts';
import type { Finding } from '../formats/format.ts';
import { nearDuplicates } from '../lint/near-duplicates.ts';
import { questionsOf } from '../questions-of.ts';
import type { ImportReport } from './plan-import.ts';
import type { Sheet } from './read-sheet.ts';
import { sheetQuestions } from './sheet-problems.ts';

/** So many are compared with each other in a few seconds. */
const mostCompared = 500;

/** Which of a file's new and changed questions ask about the same as one that the owner (0: everybody) sees; what is imported stays. */
export async function twinsOf(
  db: Db,
  coach: () => Promise<RubricCoach>,
  owner: string,
  sheet: Sheet,
  { questions }: ImportReport,
): Promise<Finding[]> {
  const taken = new Map(
    questions
      .filter(({ verdict }) => verdict === 'added' || verdict === 'changed')
      .map((one) => [one.id, one]),
  );
  const imported = sheetQuestions(sheet).filter(({ id }) => taken.has(id));
  if (imported.length === 0) return [];
  if (imported.length > mostCompared) {
    const message = `More than ${mostCompared} questions aren’t compared with those in use; "questions lint" compares them with each other.`;
    return [{ line: 1, column: 1, message }];
  }
  const rows = await questionsOf(db, owner).select('current.content').execute();
  const others = rows.map(({ content }) => content).filter(({ id }) => !taken.has(id));
  const closest = new Map(
    nearDuplicates(await coach(), imported, others)
      .reverse()
      .map((pair) => [pair.question.id, pair]),
  );
  return [...closest.values()].map(({ question, other, closeness }) => {
    const { line = 1, column = 1 } = taken.get(question.id) ?? {};
    const message = `${question.id} asks about the same as ${other.id} (${Math.round(closeness * 100)} % alike).`;
    return { line, column, message };
  });
}
