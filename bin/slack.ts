import { defineCommand } from 'citty';
import { UserError } from '../src/base/errors.ts';
import { fail, say } from './fail.ts';

const manifest = defineCommand({
  meta: { name: 'manifest', description: 'Print the manifest from which to create the Slack app.' },
  args: {
    url: {
      type: 'string',
      description: 'The address at which Slack reaches Whetstone, for example https://whetstone.example.com',
    },
    socket: {
      type: 'boolean',
      description:
        'Use Socket Mode, which needs no public address; add --url to let teams install the app there',
    },
  },
  async run({ args }) {
    try {
      if (args.url && !/^https:\/\//.test(args.url))
        throw new UserError('Slack needs an address that begins with https://.');
      if (!args.url && !args.socket)
        throw new UserError(
          'Pass --url https://… for HTTP, --socket for Socket Mode, or both for Socket Mode with OAuth.',
        );
      const { slackManifest } = await import('../wiring/platform-setup.ts');
      say(JSON.stringify(slackManifest(args), null, 2));
    } catch (error) {
      fail(error);
    }
  },
});

export const slack = defineCommand({
  meta: { name: 'slack', description: 'Set up the Slack app.' },
  subCommands: { manifest },
});
