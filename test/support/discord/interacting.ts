import {
  type APIComponentInMessageActionRow,
  type APIUser,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord.js';
import { interact, resolved } from './interaction-payload.ts';
import { commandNamed, entitiesIn, givenOptions, type OptionValues } from './invocation.ts';
import { shown } from './message-view.ts';
import { kindsOf, Outcome } from './outcome.ts';
import { checkChosen } from './submission.ts';
import type { ChannelState, StoredMessage, World } from './world.ts';

/** A slash command. With `typing`, what is offered while that option is being typed. */
export async function invoke(
  world: World,
  user: APIUser,
  channel: ChannelState,
  [name = '', ...path]: readonly string[],
  values: OptionValues,
  typing?: string,
): Promise<Outcome> {
  const command = commandNamed(world, user.id, channel, ApplicationCommandType.ChatInput, name);
  const options = givenOptions(command, path, values, typing);
  const isTyping = typing !== undefined;
  const type = isTyping ? InteractionType.ApplicationCommandAutocomplete : InteractionType.ApplicationCommand;
  const data = {
    id: command.id,
    name,
    type: command.type,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    ...(options.length > 0 ? { options } : {}),
    ...resolved(world, user.id, channel.guild_id, entitiesIn(options, world)),
  };
  return new Outcome(world, await interact(world, { type, channel, user }, data));
}

/** Who does something to which message. */
interface Act {
  readonly user: APIUser;
  readonly channel: ChannelState;
  readonly source: StoredMessage;
}

export async function openMenu(world: World, { user, channel, source }: Act, name: string): Promise<Outcome> {
  const command = commandNamed(world, user.id, channel, ApplicationCommandType.Message, name);
  const { id } = source.body;
  const data = {
    id: command.id,
    name,
    type: command.type,
    target_id: id,
    resolved: { messages: { [id]: shown(world, source) } },
  };
  const start = { type: InteractionType.ApplicationCommand, channel, user, isContextMenu: true };
  return new Outcome(world, await interact(world, start, data));
}

export function press(world: World, act: Act, labelOrCustomId: string): Promise<Outcome> {
  const button = componentsOf(act.source).find(
    (one) =>
      one.type === ComponentType.Button &&
      'custom_id' in one &&
      (one.custom_id === labelOrCustomId || one.label === labelOrCustomId),
  );
  if (!button || !('custom_id' in button) || button.disabled)
    throw new Error(`There is no button ${labelOrCustomId} to press`);
  return use(world, act, { component_type: button.type, custom_id: button.custom_id });
}

export function choose(
  world: World,
  act: Act,
  customId: string,
  values: readonly string[],
): Promise<Outcome> {
  const select = componentsOf(act.source).find((one) => 'custom_id' in one && one.custom_id === customId);
  if (!select || select.type === ComponentType.Button || select.disabled)
    throw new Error(`There is no select ${customId}`);
  const { min_values: min = 1, max_values: max = 1 } = select;
  checkChosen(customId, values, 'options' in select ? select.options : undefined, { min, max });
  return use(world, act, {
    component_type: select.type,
    custom_id: customId,
    values,
    ...resolved(world, act.user.id, act.channel.guild_id, kindsOf(world, values)),
  });
}

async function use(world: World, act: Act, data: object): Promise<Outcome> {
  return new Outcome(world, await interact(world, { type: InteractionType.MessageComponent, ...act }, data));
}

const componentsOf = ({ body }: StoredMessage): readonly APIComponentInMessageActionRow[] =>
  (body.components ?? []).flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
