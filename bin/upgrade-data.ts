import { defineCommand } from 'citty';
import { parseConfig } from '../src/config/config.ts';
import { fail, say } from './fail.ts';

export const upgradeData = defineCommand({
  meta: {
    name: 'upgrade-data',
    description:
      'Bring the embedded database of an older PostgreSQL over to the one that Whetstone comes with.',
  },
  args: {
    from: {
      type: 'string',
      required: true,
      valueHint: 'folder',
      description: 'Where the programs of the older PostgreSQL are, as in /usr/lib/postgresql/15/bin',
    },
  },
  async run({ args: { from } }) {
    try {
      const { upgradeCluster } = await import('../src/database/upgrade-cluster.ts');
      const kept = await upgradeCluster(parseConfig(process.env).dataDir, from);
      say(`Done. The old database is kept in ${kept}; delete it when you have seen that all is there.`);
    } catch (error) {
      fail(error);
    }
  },
});
