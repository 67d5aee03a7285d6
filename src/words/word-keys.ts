import { createHmac } from 'node:crypto';
import { UserError } from '../base/errors.ts';
import type { WordsSettings } from '../config/words.ts';
import type { Db } from '../database/database.ts';

const digestOf = (key: Buffer) => createHmac('sha256', key).update('words').digest('hex');

/** Which keys the words in a database need: whether one is missing, and whether any but the first is needed. */
export async function neededKeys(
  db: Db,
  { keys }: WordsSettings,
): Promise<{ readonly isAny: boolean; readonly isMissing: boolean; readonly areOlder: boolean }> {
  const used = await db.selectFrom('word_keys').select('digest').execute();
  const [current, ...old] = keys.map(digestOf);
  const others = used.filter(({ digest }) => digest !== current);
  return {
    isAny: used.length > 0,
    isMissing: others.some(({ digest }) => !old.includes(digest)),
    areOlder: others.length > 0,
  };
}

/**
 * Remembers the key that words are encrypted with from now on.
 *
 * @throws UserError when a key is missing that words are encrypted with.
 */
export async function requireWordKeys(db: Db, settings: WordsSettings, now: Date): Promise<void> {
  if ((await neededKeys(db, settings)).isMissing)
    throw new UserError(
      'Members’ words are encrypted with a key that isn’t in ENCRYPTION_KEY. Put it back, behind a newer one if there is one.',
    );
  const [current] = settings.keys;
  if (!settings.isOn || current === undefined) return;
  await db
    .insertInto('word_keys')
    .values({ digest: digestOf(current), used_since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** All words are as the settings have it: no other key is needed any more. */
export async function forgetWordKeys(db: Db, { keys, isOn }: WordsSettings): Promise<void> {
  const [current] = keys;
  await db
    .deleteFrom('word_keys')
    .$if(isOn, (query) => query.where('digest', '!=', current ? digestOf(current) : ''))
    .execute();
}
