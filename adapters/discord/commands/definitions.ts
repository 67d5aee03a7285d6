import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type RESTPostAPIApplicationCommandsJSONBody as Definition,
  InteractionContextType,
  ApplicationCommandOptionType as Option,
} from 'discord.js';
import { commandTable } from '../../../src/app/command-table.ts';
import type { MessageActionName } from '../../../src/chat/core.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import type { Argument, Command } from '../../../src/commands/command.ts';
import { limits } from '../limits.ts';

/** The entries of a message's menu, by the name that members see. */
export const menuEntries: Readonly<Record<string, MessageActionName>> = {
  'Review answer': 'review',
  'Use as my answer': 'use-as-my-answer',
  'Get feedback again': 'get-feedback-again',
};

/**
 * Everything that Whetstone registers at Discord, made from the core's table. Discord knows permissions of whole
 * commands only, so that `/interview` is everybody's and the core says who may use which part.
 * @see https://docs.discord.com/developers/interactions/application-commands
 */
export function commandDefinitions(): Definition[] {
  const guilds = {
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
  };
  return [
    {
      ...guilds,
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      type: ApplicationCommandType.ChatInput,
      name: 'interview',
      description: 'Practise interviews: questions, reviews, leaderboards and settings',
      options: subcommands(commandTable),
    },
    ...Object.keys(menuEntries).map((name) => ({
      ...guilds,
      type: ApplicationCommandType.Message as const,
      name,
    })),
  ];
}

/** What a command is called there that is in no group. */
export const nameAlone = ({ name }: Command): string => name.replace(' ', '-');

/** What a command's argument is called there. */
export function optionName(key: string, { keyword }: Argument<unknown>): string {
  return (keyword ?? key.replace(/[A-Z]/g, '-$&')).toLowerCase();
}

/**
 * A group's word can't be a command itself on Discord. Where it is one without a twin of two words, the group's others are beside it,
 * as in `recall` and `recall-set`.
 */
function subcommands(table: readonly Command[]): APIApplicationCommandOption[] {
  const membersOf = (group: string) => table.filter(({ name }) => name.startsWith(`${group} `));
  const groups = [...new Set(table.flatMap(({ name }) => name.split(' ').slice(0, -1)))].filter((group) => {
    const own = table.find(({ name }) => name === group);
    return !own || membersOf(group).some(({ run }) => run === own.run);
  });
  const single = table.filter(({ name }) => !groups.includes(name.split(' ')[0] ?? name));
  return [
    ...single.map((command) => subcommand(nameAlone(command), command)),
    ...groups.map((group): APIApplicationCommandOption => {
      const members = membersOf(group);
      return {
        type: Option.SubcommandGroup,
        name: group,
        description: description(members.map(({ name }) => name.slice(group.length + 1)).join(', ')),
        options: members.map((command) => subcommand(command.name.slice(group.length + 1), command)),
      };
    }),
  ];
}

function subcommand(
  name: string,
  { help, who, required, optional }: Command,
): APIApplicationCommandSubcommandOption {
  const whose = { anyone: '', mentor: ' (mentors)', curator: ' (mentors and admins)', admin: ' (admins)' }[
    who
  ];
  return {
    type: Option.Subcommand,
    name,
    description: description(`${help}${whose}`),
    options: [
      ...Object.entries(required).map(([key, argument]) => option(key, argument, true)),
      ...Object.entries(optional).map(([key, argument]) => option(key, argument, false)),
    ],
  };
}

function option(
  key: string,
  argument: Argument<unknown>,
  required: boolean,
): APIApplicationCommandBasicOption {
  const { help, kind, fixed, isList } = argument;
  const common = { name: optionName(key, argument), description: description(help), required };
  if (kind === 'member') return { ...common, type: Option.User };
  if (kind === 'role') return { ...common, type: Option.Role };
  if (kind === 'flag') return { ...common, type: Option.Boolean };
  if (fixed && !isList && fixed.length <= limits.choices) {
    return { ...common, type: Option.String, choices: fixed.map((value) => ({ name: value, value })) };
  }
  return { ...common, type: Option.String, autocomplete: true };
}

function description(text: string): string {
  return ellipsis(text.replaceAll('`', ''), limits.commandDescription);
}
