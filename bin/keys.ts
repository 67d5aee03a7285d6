import { defineCommand } from 'citty';
import { UserError } from '../src/base/errors.ts';
import { parseConfig } from '../src/config/config.ts';
import { fail, say } from './fail.ts';
import { showProgress } from './progress.ts';

const rotate = defineCommand({
  meta: {
    name: 'rotate',
    description:
      'Encrypt stored tokens, and members’ words as ENCRYPT_WORDS says, with the first key of ENCRYPTION_KEY. Whetstone may run meanwhile; cut short, it can be repeated.',
  },
  async run() {
    const progress = showProgress();
    try {
      const config = parseConfig(process.env);
      if (config.words.keys.length === 0)
        throw new UserError('Nothing is encrypted here: set ENCRYPTION_KEY, which the README explains.');
      const { useDatabase } = await import('../wiring/database.ts');
      const { rotateKeys } = await import('../wiring/rotate-keys.ts');
      const { tokens, words } = await useDatabase(config, (db) =>
        rotateKeys(db, config.words, progress.show),
      );
      progress.end();
      say(`Slack’s tokens: ${tokens.resealed} of ${tokens.total} encrypted anew.`);
      say(
        config.words.isOn
          ? `Rows with members’ words: ${words.resealed} of ${words.total} encrypted anew.`
          : `Rows with members’ words: ${words.resealed} of ${words.total} decrypted; ENCRYPT_WORDS is off.`,
      );
      say('All keys in ENCRYPTION_KEY but the first can be removed.');
    } catch (error) {
      progress.end();
      fail(error);
    }
  },
});

export const keys = defineCommand({
  meta: { name: 'keys', description: 'The keys in ENCRYPTION_KEY.' },
  subCommands: { rotate },
});
