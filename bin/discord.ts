import { defineCommand } from 'citty';
import { UserError } from '../src/base/errors.ts';
import { parseConfig } from '../src/config/config.ts';
import { fail, say } from './fail.ts';

const register = defineCommand({
  meta: {
    name: 'register',
    description:
      'Register the commands with Discord. Starting Whetstone also does this when they have changed.',
  },
  args: {
    guild: {
      type: 'string',
      description: 'The id of one server to try the commands in; everywhere by default',
    },
  },
  async run({ args }) {
    try {
      const { discord: settings } = parseConfig(process.env);
      if (!settings) throw new UserError('Set DISCORD_TOKEN: it’s on the application’s “Bot” page.');
      if (args.guild !== undefined && !/^\d{15,20}$/.test(args.guild)) {
        throw new UserError('--guild takes a server id: the number that “Copy Server ID” gives you.');
      }
      const { registerDiscord } = await import('../wiring/platform-setup.ts');
      const names = await registerDiscord(settings, args.guild);
      say(`Registered: ${names.join(', ')}.`);
    } catch (error) {
      fail(error);
    }
  },
});

export const discord = defineCommand({
  meta: { name: 'discord', description: 'Set up the Discord application.' },
  subCommands: { register },
});
