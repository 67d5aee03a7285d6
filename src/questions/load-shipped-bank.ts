import type { Db } from '../database/database.ts';
import { UserError } from '../errors.ts';
import { loadBank } from './load-bank.ts';
import { bankFolder, countQuestions, readBank } from './read-bank.ts';

/** Loads the questions that Whetstone comes with, and counts them for a person. @throws UserError that lists what is wrong. */
export async function loadShippedBank(db: Db, now: Date): Promise<string> {
  const { tracks, problems } = await readBank(bankFolder);
  if (problems.length > 0) {
    const lines = problems.map(({ file, line, message }) => `  ${file}:${line} ${message}`);
    throw new UserError(`The question bank has problems:\n${lines.join('\n')}`);
  }
  await loadBank(db, tracks, now);
  return countQuestions(tracks);
}
