import { type Resealed, resealTokens } from '../adapters/slack/reseal-tokens.ts';
import { UserError } from '../src/base/errors.ts';
import { secretBox } from '../src/base/secrets.ts';
import type { Db } from '../src/database/database.ts';

/** Seals with the first key whatever isn't. @throws UserError when a token is sealed with none of them. */
export async function rotateKeys(
  db: Db,
  keys: readonly Buffer[],
  onDone: (done: number, total: number) => void,
): Promise<Resealed> {
  const missing = new UserError(
    'A stored token opens with none of the keys in ENCRYPTION_KEY. Put the key that it was encrypted with after the others, or install Whetstone in that workspace again.',
  );
  const box = secretBox(keys);
  const open: typeof box.open = (sealed, purpose) => {
    try {
      return box.open(sealed, purpose);
    } catch {
      throw missing;
    }
  };
  return resealTokens(db, { ...box, open }, () => new Date(), onDone);
}
