import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../base/errors.ts';
import type { Db } from '../database/database.ts';
import { loadBank } from './load-bank.ts';
import { type Bank, bankFiles, bankFolder, countQuestions, readBank } from './read-bank.ts';

/** Reads the questions that Whetstone comes with. */
export const readShippedBank = () => readBank(bankFolder);

/**
 * Loads the questions that Whetstone comes with, unless the same files were loaded last, and counts them for a person.
 * Takes them as they were read if that was begun earlier.
 *
 * @throws UserError that lists what is wrong.
 */
export async function loadShippedBank(db: Db, now: Date, begun?: Promise<Bank>): Promise<string> {
  const digest = await digestOf(bankFolder);
  const loaded = await db.selectFrom('loaded_bank').select(['digest', 'summary']).executeTakeFirst();
  if (loaded?.digest === digest) return loaded.summary;
  const { tracks, problems } = await (begun ?? readShippedBank());
  if (problems.length > 0) {
    const lines = problems.map(({ file, line, message }) => `  ${file}:${line} ${message}`);
    throw new UserError(`The question bank has problems:\n${lines.join('\n')}`);
  }
  await loadBank(db, tracks, now);
  const row = { digest, summary: countQuestions(tracks) };
  await db
    .insertInto('loaded_bank')
    .values(row)
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet(row))
    .execute();
  return row.summary;
}

/** Of the files, and of the release, which may read them otherwise. */
async function digestOf(folder: string): Promise<string> {
  const files = [...(await bankFiles(folder)), join('..', 'package.json')];
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file))));
  const hash = createHash('sha256');
  for (const [index, text] of texts.entries()) hash.update(`${files[index]} ${text.length} `).update(text);
  return hash.digest('hex');
}
