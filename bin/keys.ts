import { defineCommand } from 'citty';
import { UserError } from '../src/base/errors.ts';
import { parseConfig } from '../src/config/config.ts';
import { fail, say } from './fail.ts';
import { showProgress } from './progress.ts';

const rotate = defineCommand({
  meta: {
    name: 'rotate',
    description:
      'Encrypt every stored token with the first key of ENCRYPTION_KEY. Whetstone may run meanwhile; cut short, it can be repeated.',
  },
  async run() {
    const progress = showProgress();
    try {
      const config = parseConfig(process.env);
      if (config.slack?.installation.by !== 'oauth')
        throw new UserError('Nothing is encrypted here: only tokens that came by OAuth from Slack are.');
      const { useDatabase } = await import('../wiring/database.ts');
      const { rotateKeys } = await import('../wiring/rotate-keys.ts');
      const { installation } = config.slack;
      const { resealed, total } = await useDatabase(config, (db) =>
        rotateKeys(db, installation.encryptionKeys, (done, all) => progress.show('tokens', done, all)),
      );
      progress.end();
      const tokens = total === 1 ? '1 token' : `${total} tokens`;
      say(
        `${resealed} of ${tokens} encrypted anew. All are encrypted with the first key, so the others can be removed from ENCRYPTION_KEY.`,
      );
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
