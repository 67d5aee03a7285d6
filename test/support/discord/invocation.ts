import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type ApplicationCommandType,
  ApplicationCommandOptionType as Type,
} from 'discord.js';
import type { Entity } from './interaction-payload.ts';
import { idOf, type Ref } from './lookup.ts';
import { permissionsIn } from './permissions.ts';
import type { ChannelState, World } from './world.ts';

type OptionValue = string | number | boolean | Ref;
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** A command that someone finds in a channel, as Discord's client would offer it. */
export function commandNamed(
  world: World,
  userId: string,
  channel: ChannelState,
  type: ApplicationCommandType,
  name: string,
): APIApplicationCommand {
  const guild = world.guilds.get(channel.guild_id ?? '');
  if (guild && !guild.members.has(world.bot.id)) throw new Error('The bot is not there');
  const inGuild = guild?.commands ?? [];
  const command = [...inGuild, ...world.commands].find((one) => one.type === type && one.name === name);
  if (!command) throw new Error(`There is no command ${name}`);
  const context = channel.guild_id === undefined ? 1 : 0;
  if (command.contexts && !command.contexts.includes(context)) throw new Error(`${name} isn't offered here`);
  const needed = BigInt(command.default_member_permissions ?? 0);
  if (context === 0 && (permissionsIn(world, userId, channel) & needed) !== needed)
    throw new Error(`${name} isn't offered to them`);
  return command;
}

interface GivenOption {
  readonly name: string;
  readonly type: Type;
  readonly value?: string | number | boolean;
  readonly options?: readonly GivenOption[];
  readonly focused?: true;
}

/** The options of a command as typed. With `focused`, while that one is being typed. */
export function givenOptions(
  command: { readonly name: string; readonly options?: readonly APIApplicationCommandOption[] },
  [next, ...path]: readonly string[],
  values: OptionValues,
  focused?: string,
): readonly GivenOption[] {
  const { options = [], name } = command;
  if (next !== undefined) {
    const nested = options.find((option) => option.name === next);
    if (nested?.type !== Type.Subcommand && nested?.type !== Type.SubcommandGroup)
      throw new Error(`${name} has no subcommand ${next}`);
    return [{ name: next, type: nested.type, options: givenOptions(nested, path, values, focused) }];
  }
  const flat = options.filter(isBasic);
  if (flat.length < options.length) throw new Error(`${name} needs a subcommand`);
  for (const key of Object.keys(values))
    if (!flat.some((option) => option.name === key)) throw new Error(`${name} has no option ${key}`);
  return flat.flatMap((option): GivenOption[] => {
    const value = values[option.name];
    const base = { name: option.name, type: option.type };
    if (option.name === focused) return [{ ...base, value: String(value ?? ''), focused: true }];
    if (value !== undefined) return [{ ...base, value: checked(option, value) }];
    if (option.required && focused === undefined) throw new Error(`${name} needs ${option.name}`);
    return [];
  });
}

const isBasic = (option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption =>
  option.type !== Type.Subcommand && option.type !== Type.SubcommandGroup;

const entities = [Type.User, Type.Role, Type.Channel, Type.Mentionable];

function checked(option: APIApplicationCommandBasicOption, given: OptionValue): string | number | boolean {
  const fail = (why: string) => new Error(`${option.name}: ${why}`);
  if (entities.includes(option.type)) return idOf(given as Ref);
  if (typeof given === 'object') throw fail('takes no such thing');
  if ('choices' in option && option.choices && option.choices.length > 0) {
    const choice = option.choices.find(({ name, value }) => value === given || name === given);
    if (!choice) throw fail(`${given} is no choice`);
    return choice.value;
  }
  if (option.type === Type.String) {
    if (typeof given !== 'string') throw fail('takes text');
    if (given.length < (option.min_length ?? 1) || given.length > (option.max_length ?? 6000))
      throw fail('is too short or too long');
  } else if (option.type === Type.Boolean) {
    if (typeof given !== 'boolean') throw fail('takes yes or no');
  } else if (option.type === Type.Integer || option.type === Type.Number) {
    if (typeof given !== 'number' || (option.type === Type.Integer && !Number.isInteger(given)))
      throw fail('takes a number');
    if (given < (option.min_value ?? given) || given > (option.max_value ?? given))
      throw fail('is out of range');
  }
  return given;
}

/** What the ids among the options are ids of. */
export function entitiesIn(options: readonly GivenOption[], world: World): readonly Entity[] {
  const kinds: Partial<Record<Type, Entity['kind']>> = {
    [Type.User]: 'users',
    [Type.Role]: 'roles',
    [Type.Channel]: 'channels',
  };
  const found = (option: GivenOption): readonly Entity[] => {
    const id = String(option.value);
    const mentionable = world.users.has(id) ? 'users' : 'roles';
    const kind = option.type === Type.Mentionable ? mentionable : kinds[option.type];
    return [...(kind ? [{ kind, id }] : []), ...(option.options ?? []).flatMap(found)];
  };
  return options.flatMap(found);
}
