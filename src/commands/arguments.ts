import { closest, distance } from 'fastest-levenshtein';
import { periods } from '../base/periods.ts';
import { categories, levels } from '../domain/question.ts';
import type { Argument, Vocabulary } from './command.ts';

/** One word of a list, in any case. */
export function oneOf<T extends string>(
  placeholder: string,
  help: string,
  choices: readonly T[] | ((vocabulary: Vocabulary) => readonly T[]),
  aliases: Readonly<Record<string, NoInfer<T>>> = {},
): Argument<T> {
  const list = typeof choices === 'function' ? choices : () => choices;
  return {
    placeholder,
    help,
    ...(typeof choices === 'function' ? {} : { fixed: choices }),
    choices: list,
    read([word = ''], vocabulary) {
      const lower = word.toLowerCase();
      const alias = Object.hasOwn(aliases, lower) ? aliases[lower] : undefined;
      const value = list(vocabulary).find((choice) => choice.toLowerCase() === lower) ?? alias;
      return value === undefined ? undefined : { value, used: 1 };
    },
  };
}

/** A word that is said or not. */
export function flag<T extends string>(word: T, help: string): Argument<T> {
  return { ...oneOf(word, help, [word]), kind: 'flag' };
}

/** Several of the same, anywhere in the command. */
export function listOf<T>(argument: Argument<T>): Argument<T[]> {
  return {
    ...argument,
    isList: true,
    read(words, vocabulary) {
      const first = argument.read(words, vocabulary);
      return first && { value: [first.value], used: first.used };
    },
  };
}

/** A value after a word that names it; `like` is the whole as somebody would type it, "reveal 4h". */
export function named<T>(like: string, argument: Argument<T>, help: string): Argument<T> {
  const [keyword = ''] = like.split(' ');
  const { kind, fixed } = argument;
  return {
    placeholder: like,
    help,
    keyword,
    valueHelp: argument.help,
    ...(kind && { kind }),
    ...(fixed && { fixed }),
    choices: (vocabulary) => argument.choices(vocabulary).map((choice) => `${keyword} ${choice}`),
    read([word = '', ...rest], vocabulary) {
      if (word.toLowerCase() !== keyword) return undefined;
      const read = argument.read(rest, vocabulary);
      return read && { value: read.value, used: read.used + 1 };
    },
  };
}

/** "adaptive", "adaptive on" or "adaptive off". */
export function onOff(keyword: string, help: string): Argument<boolean> {
  const fixed = ['on', 'off'];
  return {
    placeholder: `${keyword} on`,
    help,
    keyword,
    valueHelp: 'on or off',
    fixed,
    choices: () => fixed.map((choice) => `${keyword} ${choice}`),
    read([word = '', value = '']) {
      if (word.toLowerCase() !== keyword) return undefined;
      const isSaid = fixed.includes(value.toLowerCase());
      return { value: value.toLowerCase() !== 'off', used: isSaid ? 2 : 1 };
    },
  };
}

/** A value that the word for it may stand before: "zone Europe/Berlin" and "Europe/Berlin". */
export function maybeNamed<T>(keyword: string, argument: Argument<T>): Argument<T> {
  return {
    ...argument,
    read(words, vocabulary) {
      const isNamed = words[0]?.toLowerCase() === keyword;
      const read = argument.read(isNamed ? words.slice(1) : words, vocabulary);
      return read && { value: read.value, used: read.used + (isNamed ? 1 : 0) };
    },
  };
}

export const track = oneOf('track', 'the role to practise for', ({ tracks }) => tracks, {
  fullstack: 'full-stack',
  'back-end': 'backend',
  swe: 'software-engineer',
});
export const question = oneOf('question', 'a question by its id', ({ questions }) => questions);
export const bankQuestion = oneOf('question', 'a question by its id', ({ questions, retired }) => [
  ...questions,
  ...retired,
]);

/** Words of one's own. It takes whatever it is given, so it comes last among a command's arguments. */
export const words: Argument<string[]> = {
  placeholder: 'words',
  help: 'what to look for',
  isList: true,
  choices: () => [],
  read: ([word]) => (word === undefined ? undefined : { value: [word], used: 1 }),
};
export const level = oneOf('level', levels.join(', '), levels, {
  easy: 'beginner',
  medium: 'intermediate',
  hard: 'advanced',
});
export const category = oneOf('category', categories.join(', '), categories, { behavioural: 'behavioral' });
export const period = oneOf('period', periods.join(', '), periods, {
  weekly: 'week',
  monthly: 'month',
  quarter: 'season',
  'all-time': 'all',
});

/** How many words a member's name may have. */
export const longestName = 6;

/** A member by mention, name or id: "@Maya", "@Maya Chen", "<@U123>". */
export const member: Argument<string> = {
  placeholder: '@member',
  kind: 'member',
  help: 'somebody in this workspace',
  choices: ({ members }) => members.map(({ name }) => `@${name}`),
  read(words, { members }) {
    const mention = /^<@!?([A-Z0-9]+)(\|[^>]*)?>$/i.exec(words[0] ?? '')?.[1];
    const found = mention ?? members.find(({ id }) => `@${id}` === words[0])?.id;
    if (found) return { value: found, used: 1 };
    if (!words[0]?.startsWith('@')) return undefined;
    for (let used = Math.min(words.length, longestName); used > 0; used -= 1) {
      const name = words.slice(0, used).join(' ').slice(1).toLowerCase();
      const known = members.find((one) => one.name.toLowerCase() === name);
      if (known) return { value: known.id, used };
    }
    return undefined;
  },
};

/** A role of the platform by mention, as in `<@&123>`; 'off' for none. */
export const role: Argument<string | null> = {
  placeholder: '@role',
  kind: 'role',
  help: 'a role of the server, or off',
  choices: () => ['off'],
  read([word = '']) {
    if (word.toLowerCase() === 'off') return { value: null, used: 1 };
    const mention = /^<@&(\d+)>$/.exec(word)?.[1];
    return mention === undefined ? undefined : { value: mention, used: 1 };
  },
};

const multiples: Readonly<Record<string, number>> = { '': 1, k: 1000, m: 1_000_000 };

/** "20", "500000", "500k", "2m": a whole number, at most a billion. */
export const amount: Argument<number> = {
  placeholder: 'number',
  help: 'as in 20, 500k or 2m',
  choices: () => ['20', '100', '500k', '2m'],
  read([word = '']) {
    const match = /^(\d{1,10})([km]?)$/i.exec(word);
    const value = Number(match?.[1]) * (multiples[match?.[2]?.toLowerCase() ?? ''] ?? Number.NaN);
    return value <= 1_000_000_000 ? { value, used: 1 } : undefined;
  },
};

/** The choice that a mistyped word was likely meant to be. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  if (choices.length === 0) return undefined;
  const lower = word.toLowerCase();
  const longer = choices.find((choice) => lower.length >= 3 && choice.toLowerCase().startsWith(lower));
  if (longer) return longer;
  // "slow-query" of "backend/slow-query".
  const ending = choices.find((choice) => choice.toLowerCase().endsWith(`/${lower}`));
  if (ending) return ending;
  const best = closest(lower, [...choices]);
  return distance(lower, best.toLowerCase()) <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined;
}
