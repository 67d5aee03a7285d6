import { type APIApplicationCommand, ApplicationCommandType } from 'discord.js';
import { commandSchema } from './command-schema.ts';
import { invalidForm, parsed } from './form-errors.ts';
import { joinedGuild } from './lookup.ts';
import { problem } from './problem.ts';
import type { World } from './world.ts';

export interface CommandStore {
  all(): readonly APIApplicationCommand[];
  one(id: string): APIApplicationCommand;
  replaceAll(given: unknown): readonly APIApplicationCommand[];
  /** Takes the place of one that has the same name and type. */
  put(given: unknown): { readonly command: APIApplicationCommand; readonly isNew: boolean };
  change(id: string, given: unknown): APIApplicationCommand;
  remove(id: string): void;
}

const most = { [ApplicationCommandType.ChatInput]: 100 } as Partial<Record<ApplicationCommandType, number>>;
const isSame = (one: Identified, other: Identified) => one.name === other.name && one.type === other.type;
interface Identified {
  readonly name: string;
  readonly type: ApplicationCommandType;
}

/** The commands of a guild or, with none named, those everywhere. */
export function storeCommands(world: World, guildId: string | undefined): CommandStore {
  const place = guildId === undefined ? world : joinedGuild(world, guildId);
  const completed = (given: Identified & object): APIApplicationCommand => {
    const version = world.nextId();
    return {
      default_member_permissions: null,
      nsfw: false,
      description: '',
      ...given,
      id: place.commands.find((existing) => isSame(existing, given))?.id ?? version,
      application_id: world.application.id,
      version,
      ...(guildId === undefined ? {} : { guild_id: guildId }),
    };
  };
  const store = (commands: readonly APIApplicationCommand[]) => {
    for (const type of new Set(commands.map((command) => command.type)))
      if (commands.filter((command) => command.type === type).length > (most[type] ?? 15))
        throw problem('tooManyCommands');
    place.commands = commands;
  };
  const one = (id: string) => {
    const command = place.commands.find((existing) => existing.id === id);
    if (!command) throw problem('unknownCommand');
    return command;
  };
  return {
    all: () => place.commands,
    one,
    replaceAll: (given) => {
      const commands = parsed(commandSchema.array(), given).map((command) =>
        completed(command as Identified),
      );
      for (const [index, command] of commands.entries())
        if (commands.slice(0, index).some((earlier) => isSame(earlier, command))) throw duplicateName(index);
      store(commands);
      return commands;
    },
    put: (given) => {
      const command = completed(parsed(commandSchema, given) as Identified);
      const others = place.commands.filter((existing) => !isSame(existing, command));
      const isNew = others.length === place.commands.length;
      store([...others, command]);
      return { command, isNew };
    },
    change: (id, given) => {
      const before = one(id);
      const command = {
        ...completed(parsed(commandSchema, { ...before, ...Object(given) }) as Identified),
        id,
      };
      store(place.commands.map((existing) => (existing === before ? command : existing)));
      return command;
    },
    remove: (id) => {
      const gone = one(id);
      store(place.commands.filter((existing) => existing !== gone));
    },
  };
}

const duplicateName = (index: number) =>
  invalidForm([
    {
      path: [index, 'name'],
      code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
      message: 'Application command names must be unique',
    },
  ]);
