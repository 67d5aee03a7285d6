import { UserError } from '../base/errors.ts';
import { nearest } from './arguments.ts';
import { type Argument, type Command, usage, type Vocabulary } from './command.ts';

/** The command that the text begins with, and the words after its name. */
export function findCommand(
  commands: readonly Command[],
  text: string,
): { readonly command: Command | undefined; readonly words: string[] } {
  const words = text.trim().split(/\s+/).filter(Boolean);
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ').toLowerCase();
    const command = commands.find((one) => one.name === name);
    if (command && words.length >= length) return { command, words: words.slice(length) };
  }
  return { command: undefined, words };
}

/**
 * Reads a command's arguments, in any order.
 *
 * @throws UserError that names the word it doesn't know and what was likely meant.
 */
export function parseArguments(
  command: Command,
  words: readonly string[],
  vocabulary: Vocabulary,
): Record<string, unknown> {
  const wanted = { ...command.required, ...command.optional };
  const given: Record<string, unknown> = {};
  for (let at = 0; at < words.length; ) {
    const rest = words.slice(at);
    const match = Object.entries(wanted)
      .filter(([name]) => !(name in given) || Array.isArray(given[name]))
      .map(([name, argument]) => ({ name, read: argument.read(rest, vocabulary) }))
      .find(({ read }) => read !== undefined);
    if (!match?.read) throw new UserError(unknownWord(command, rest, given, vocabulary));
    const { name, read } = match;
    const before = given[name];
    given[name] = Array.isArray(before) ? [...before, ...(read.value as unknown[])] : read.value;
    at += read.used;
  }
  const missing = Object.entries(command.required).find(([name]) => !(name in given));
  if (missing) {
    const [, { placeholder, help }] = missing;
    throw new UserError(`Say which ${placeholder} (${help}): \`/interview ${usage(command)}\`.`);
  }
  return given;
}

function unknownWord(
  command: Command,
  rest: readonly string[],
  given: Readonly<Record<string, unknown>>,
  vocabulary: Vocabulary,
): string {
  const [word = '', value] = rest;
  const all = Object.entries({ ...command.required, ...command.optional });
  if (all.length === 0)
    return `\`/interview ${command.name}\` takes nothing else, so “${shortened(word)}” doesn’t fit.`;
  const repeated = all.find(([name, argument]) => name in given && argument.read(rest, vocabulary));
  if (repeated) return `One ${repeated[1].placeholder} is enough; “${shortened(word)}” is the second.`;
  const about = all.find(([, { keyword }]) => keyword === word.toLowerCase())?.[1];
  if (about) return wrongValue(about, word.toLowerCase(), value, vocabulary);
  const guess = nearest(
    word,
    all.flatMap(([, argument]) => argument.choices(vocabulary)),
  );
  const list = all.map(([, argument]) => described(argument, vocabulary)).join('; ');
  return `I don’t know “${shortened(word)}”. ${guess ? `Did you mean ${guess}? ` : ''}\`/interview ${command.name}\` takes: ${list}.`;
}

/** The keyword is right, and what stands behind it isn't. */
function wrongValue(
  argument: Argument<unknown>,
  keyword: string,
  value: string | undefined,
  vocabulary: Vocabulary,
): string {
  const help = argument.valueHelp ?? argument.help;
  if (value === undefined) return `Add a value after “${keyword}” (${help}).`;
  const guess = nearest(`${keyword} ${value}`, argument.choices(vocabulary));
  const meant = guess ? ` Did you mean ${guess}?` : '';
  return `“${shortened(value)}” can’t stand after “${keyword}” (${help}).${meant}`;
}

/** What an argument is, with all that it can be where that is little. */
function described(
  { placeholder, help, fixed, keyword, choices }: Argument<unknown>,
  vocabulary: Vocabulary,
) {
  const names = fixed || keyword ? [] : choices(vocabulary);
  const isFew = names.length > 0 && names.length <= fewChoices && !names.some((name) => help.includes(name));
  return `${placeholder} (${help}${isFew ? `: ${names.join(', ')}` : ''})`;
}

const fewChoices = 12;

const shortened = (word: string) => (word.length > 40 ? `${word.slice(0, 40)}…` : word);
