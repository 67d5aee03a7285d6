import { type Resealed, resealTokens } from '../adapters/slack/reseal-tokens.ts';
import { UserError } from '../src/base/errors.ts';
import { type SecretBox, secretBox } from '../src/base/secrets.ts';
import type { WordsSettings } from '../src/config/words.ts';
import type { Db } from '../src/database/database.ts';
import { resealWords } from '../src/words/reseal-words.ts';

interface Rotated {
  readonly tokens: Resealed;
  /** Rows with members' words. */
  readonly words: Resealed;
}

/**
 * Encrypts with the first key whatever isn't; members' words only where that is on, otherwise it decrypts them.
 *
 * @throws UserError when a token is encrypted with none of the keys.
 */
export async function rotateKeys(
  db: Db,
  settings: WordsSettings,
  onDone: (what: string, done: number, total: number) => void,
): Promise<Rotated> {
  const now = () => new Date();
  const tokens = await resealTokens(db, tokenBox(settings.keys), now, (done, total) =>
    onDone('tokens', done, total),
  );
  const words = await resealWords(db, settings, now, (done, total) => onDone('rows', done, total));
  return { tokens, words };
}

function tokenBox(keys: readonly Buffer[]): SecretBox {
  const box = secretBox(keys);
  const open: SecretBox['open'] = (sealed, purpose) => {
    try {
      return box.open(sealed, purpose);
    } catch {
      throw new UserError(
        'A stored token opens with none of the keys in ENCRYPTION_KEY. Put the key that it was encrypted with after the others, or install Whetstone in that workspace again.',
      );
    }
  };
  return { ...box, open };
}
