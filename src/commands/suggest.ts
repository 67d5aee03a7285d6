import type { Suggestion } from '../chat/core.ts';
import { type Command, usage, type Vocabulary } from './command.ts';
import { findCommand } from './parse.ts';

/** Discord shows at most as many. */
export const mostChoices = 25;

/** What could be typed next: the rest of a command's name, or of one of its arguments that is still missing. */
export function suggest(commands: readonly Command[], text: string, vocabulary: Vocabulary): Suggestion[] {
  const endsWord = text === '' || /\s$/.test(text);
  const { command, words } = findCommand(commands, text);
  const names = endsWord && command ? [] : nameSuggestions(commands, text);
  if (!command || (!endsWord && words.length === 0)) return names.slice(0, mostChoices);
  const done = endsWord ? words : words.slice(0, -1);
  const partial = (endsWord ? '' : (words.at(-1) ?? '')).toLowerCase();
  const before = text.slice(0, text.length - partial.length);
  const open = missingArguments(command, done, vocabulary);
  const more = open.flatMap((argument) =>
    argument
      .choices(vocabulary)
      .filter((choice) => choice.toLowerCase().startsWith(partial) && choice.toLowerCase() !== partial)
      .map((choice) => ({ text: `${before}${choice}`, label: choice, help: argument.placeholder })),
  );
  return [...names, ...more].slice(0, mostChoices);
}

function nameSuggestions(commands: readonly Command[], text: string): Suggestion[] {
  const start = text.trimStart().toLowerCase().replace(/\s+/g, ' ');
  return commands
    .filter(({ name }) => name.startsWith(start) && name !== start)
    .map((command) => ({ text: command.name, label: usage(command), help: command.help }));
}

function missingArguments(command: Command, words: readonly string[], vocabulary: Vocabulary) {
  const open = new Map(Object.entries({ ...command.required, ...command.optional }));
  for (let at = 0; at < words.length; ) {
    const rest = words.slice(at);
    const match = [...open].find(([, argument]) => argument.read(rest, vocabulary));
    const read = match?.[1].read(rest, vocabulary);
    if (!match || !read) return [];
    if (!Array.isArray(read.value)) open.delete(match[0]);
    at += read.used;
  }
  return [...open.values()];
}
