import { defineCommand } from 'citty';
import { parseConfig } from '../src/config.ts';
import { UserError } from '../src/errors.ts';
import { fail, say } from './fail.ts';

const register = defineCommand({
  meta: {
    name: 'register',
    description: 'Register the commands at Discord; a start does so by itself when they have changed.',
  },
  args: {
    guild: {
      type: 'string',
      description: 'The id of one server, to try commands there; without it, everywhere',
    },
  },
  async run({ args }) {
    try {
      const { discord: settings } = parseConfig(process.env);
      if (!settings) throw new UserError('Set DISCORD_TOKEN: it is on the application’s page “Bot”.');
      if (args.guild !== undefined && !/^\d{15,20}$/.test(args.guild)) {
        throw new UserError('--guild takes the id of a server: a number, as “Copy Server ID” gives it.');
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
