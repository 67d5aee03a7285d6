import type { WordsSettings } from '../config/words.ts';
import type { Db } from '../database/database.ts';
import { neededKeys } from '../words/word-keys.ts';
import { bad, type Check, check, good, off } from './check.ts';

const rotate = '"npm run whetstone -- keys rotate"';

/** Whether what members wrote can be read with these keys, and is encrypted as it is to be. */
export const checkWords = (settings: WordsSettings, db: Db | undefined): Promise<Check[]> =>
  check('Words', async () => {
    if (!db) return off('not checked: it needs a database that is up to date');
    const { isAny, isMissing, areOlder } = await neededKeys(db, settings);
    if (isMissing)
      return bad(
        'encrypted with a key that isn’t in ENCRYPTION_KEY',
        'Put it back, behind a newer one if there is one: nothing else opens them.',
      );
    if (!settings.isOn)
      return off(isAny ? `no longer encrypted, but some still are until ${rotate}` : 'not encrypted');
    if (areOlder) return good(`encrypted, but some still with an older key until ${rotate}`);
    return good(isAny ? 'encrypted' : 'encrypted from the next start on');
  });
