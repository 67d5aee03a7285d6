import { ApplicationCommandOptionType as Option } from 'discord.js';
import { z } from 'zod';
import { commandTable } from '../../../src/app/command-table.ts';
import type { Argument, Command } from '../../../src/commands/command.ts';
import { nameAlone, optionName } from './definitions.ts';

const valueSchema = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
type Value = z.infer<typeof valueSchema>;

/** The options of a command: a subcommand, perhaps in a group, with its values. */
export const optionsSchema = z.array(
  valueSchema.extend({
    options: z.array(valueSchema.extend({ options: z.array(valueSchema).optional() })).optional(),
  }),
);

/** A command with its options, as Discord sends them. */
export interface Typed {
  readonly command: Command;
  readonly values: readonly Value[];
}

/** Undefined for a command that is no longer in the table. */
export function readTyped([first]: z.infer<typeof optionsSchema>): Typed | undefined {
  if (!first) return undefined;
  const [second] = first.options ?? [];
  const inGroup = first.type === Option.SubcommandGroup;
  const name = inGroup ? `${first.name} ${second?.name}` : first.name;
  const command = commandTable.find((one) => one.name === name || nameAlone(one) === name);
  return command && { command, values: (inGroup ? second?.options : first.options) ?? [] };
}

/** The words that somebody would type for it. */
export function wordsOf({ command, values }: Typed): string {
  const words = values.flatMap((value) => {
    const argument = argumentOf(command, value.name)?.argument;
    return argument ? wordsOfValue(argument, value) : [];
  });
  return [command.name, ...words].join(' ');
}

/** The argument that somebody is typing, and what they have typed of it. */
export function focusedOf({ command, values }: Typed): { key: string; typed: string } | undefined {
  const focused = values.find((value) => value.focused);
  const found = focused && argumentOf(command, focused.name);
  return found && { key: found.key, typed: String(focused.value ?? '') };
}

function argumentOf({ required, optional }: Command, name: string) {
  const found = Object.entries({ ...required, ...optional }).find(
    ([key, argument]) => optionName(key, argument) === name,
  );
  return found && { key: found[0], argument: found[1] };
}

function wordsOfValue({ kind, keyword, placeholder, isList }: Argument<unknown>, { value }: Value): string[] {
  if (value === undefined) return [];
  const before = keyword === undefined ? [] : [keyword];
  if (kind === 'flag') return value === true ? [placeholder] : [];
  if (kind === 'member') return [...before, `<@${value}>`];
  if (kind === 'role') return [...before, `<@&${value}>`];
  // Elsewhere the values of a list are words of their own.
  return [...before, isList ? String(value).replaceAll(',', ' ') : String(value)];
}
