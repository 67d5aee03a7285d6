import { createHmac } from 'node:crypto';
import { UserError } from '../base/errors.ts';
import type { WordsSettings } from '../config/words.ts';
import type { Db } from '../database/database.ts';

const digestOf = (key: Buffer) => createHmac('sha256', key).update('words').digest('hex');

/**
 * Remembers the key that words are encrypted with from now on.
 *
 * @throws UserError when a key is missing that words are encrypted with.
 */
export async function requireWordKeys(db: Db, { keys, isOn }: WordsSettings, now: Date): Promise<void> {
  const used = await db.selectFrom('word_keys').select('digest').execute();
  const [current, ...old] = keys.map(digestOf);
  if (used.some(({ digest }) => digest !== current && !old.includes(digest)))
    throw new UserError(
      'Members’ words are encrypted with a key that isn’t in ENCRYPTION_KEY. Put it back, behind a newer one if there is one.',
    );
  if (!isOn || current === undefined) return;
  await db
    .insertInto('word_keys')
    .values({ digest: current, used_since: now })
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
