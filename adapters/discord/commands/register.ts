import { type APIApplicationCommand, type Client, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { UserError } from '../../../src/base/errors.ts';
import type { DiscordSettings } from '../../../src/config/discord.ts';
import { Bot } from '../bot.ts';
import { asPlatformError, codeOf } from '../errors.ts';
import { discordRest } from '../rest.ts';
import { commandDefinitions } from './definitions.ts';

/** Registers the commands everywhere, or in one guild, where they show at once. Returns their names. */
async function registerCommands(rest: REST, bot: Bot, guild?: string): Promise<string[]> {
  const application = await bot.application();
  const route =
    guild === undefined
      ? Routes.applicationCommands(application)
      : Routes.applicationGuildCommands(application, guild);
  const body = commandDefinitions();
  await rest.put(route, { body });
  return body.map(({ name }) => name);
}

/** What Discord says of a server in which the bot isn't. */
const notThere: readonly unknown[] = [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild];

/** For the command line. @throws UserError with what to mend. */
export async function registerDiscord(
  { token, apiUrl }: DiscordSettings,
  guild: string | undefined,
): Promise<string[]> {
  const rest = discordRest(token, apiUrl);
  try {
    return await registerCommands(rest, new Bot(rest), guild);
  } catch (error) {
    const isElsewhere = guild !== undefined && notThere.includes(codeOf(error));
    const sentence = isElsewhere
      ? 'Whetstone isn’t in that server. Invite it first; `whetstone doctor` prints the link.'
      : asPlatformError(error).message;
    throw new UserError(sentence, { cause: error });
  }
}

/** Registers them everywhere, unless they are already as they should be. Returns whether it did. */
export async function registerIfChanged(
  { application }: Client<true>,
  rest: REST,
  bot: Bot,
): Promise<boolean> {
  const registered = await application.commands.fetch().catch(() => undefined);
  const wanted = commandDefinitions();
  const isSame = wanted.every((one) =>
    registered?.some((known) => known.equals(one as unknown as APIApplicationCommand)),
  );
  if (isSame && registered?.size === wanted.length) return false;
  await registerCommands(rest, bot);
  return true;
}
