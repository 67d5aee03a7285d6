import { defineCommand } from 'citty';
import { UserError } from '../src/errors.ts';
import { fail, say } from './fail.ts';

const manifest = defineCommand({
  meta: { name: 'manifest', description: 'Print the manifest from which Slack makes the app.' },
  args: {
    url: {
      type: 'string',
      description: 'Where Slack reaches Whetstone, as in https://whetstone.example.com',
    },
    socket: {
      type: 'boolean',
      description:
        'Socket Mode: Whetstone reaches Slack, and needs no public address; with --url teams install it there',
    },
  },
  async run({ args }) {
    try {
      if (args.url && !/^https:\/\//.test(args.url))
        throw new UserError('Slack needs an address that begins with https://.');
      if (!args.url && !args.socket)
        throw new UserError(
          'Say --url https://… for HTTP, --socket for Socket Mode, or both for Socket Mode with OAuth.',
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
