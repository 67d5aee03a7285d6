import { expect, test } from 'vitest';
import { notice } from '../../src/chat/notice.ts';
import { level, listOf, member, named, oneOf, track, words } from '../../src/commands/arguments.ts';
import { command } from '../../src/commands/command.ts';
import { findCommand, parseArguments } from '../../src/commands/parse.ts';

/** What a command's words mean, and what is said when they mean nothing. */

const vocabulary = {
  tracks: ['backend', 'frontend'],
  questions: ['backend/slow-query'],
  retired: [],
  members: [{ id: 'U1', name: 'Maya' }],
};
const nothing = { who: 'anyone', help: '', run: async () => notice('') } as const;
const ask = command({ ...nothing, name: 'ask', optional: { track, level } });
const askLater = command({ ...nothing, name: 'ask later', required: { whom: member }, optional: { track } });
const bare = command({ ...nothing, name: 'help' });
const many = command({ ...nothing, name: 'many', optional: { tracks: listOf(track), level } });
const within = command({ ...nothing, name: 'within', optional: { level: named('of', level, 'the level') } });
const commands = [ask, askLater, bare];

const parse = (which: typeof ask, said: string) =>
  parseArguments(which, said.split(' ').filter(Boolean), vocabulary);

test('a command is found by the longest name that it can have', () => {
  expect(findCommand(commands, '  Ask Later @maya ')).toEqual({ command: askLater, words: ['@maya'] });
  expect(findCommand(commands, 'ask backend')).toEqual({ command: ask, words: ['backend'] });
  expect(findCommand(commands, 'ask')).toEqual({ command: ask, words: [] });
  expect(findCommand(commands, 'later')).toEqual({ command: undefined, words: ['later'] });
  expect(findCommand(commands, '')).toEqual({ command: undefined, words: [] });
});

test('arguments come in any order, and each once', () => {
  expect(parse(ask, 'advanced backend')).toEqual(parse(ask, 'backend advanced'));
  expect(parse(ask, '')).toEqual({});
  expect(() => parse(ask, 'backend frontend')).toThrow('One track is enough; “frontend” is the second.');
});

test('of a list there may be several, wherever they stand', () => {
  expect(parse(many, 'backend frontend')).toEqual({ tracks: ['backend', 'frontend'] });
  const [first] = Object.entries(parse(many, 'backend advanced frontend'));
  expect(first).toEqual(['tracks', ['backend', 'frontend']]);
});

test('what is missing is said with how the command goes', () => {
  expect(() => parse(askLater, 'backend')).toThrow(`Say which ${member.placeholder} (${member.help})`);
  expect(() => parse(askLater, '')).toThrow('`/interview ask later <');
});

test('an unknown word comes with a guess where there is one, and with what fits where that is little', () => {
  expect(() => parse(ask, 'backed')).toThrow(
    'I don’t know “backed”. Did you mean backend? `/interview ask` takes: track (the role to practise for: backend, frontend); level (',
  );
  expect(() => parse(ask, 'xylophone')).toThrow('I don’t know “xylophone”. `/interview ask` takes: ');
  expect(() => parse(bare, 'me')).toThrow('`/interview help` takes nothing else, so “me” doesn’t fit.');
});

test('choices are named up to twelve, unless the help names them or they are fixed', () => {
  const choosing = (count: number, help = 'which') => {
    const choices = Array.from({ length: count }, (_, index) => `choice-${index}`);
    return command({ ...nothing, name: 'choose', optional: { one: oneOf('one', help, () => choices) } });
  };
  expect(() => parse(choosing(12), 'xylophone')).toThrow('one (which: choice-0, ');
  expect(() => parse(choosing(13), 'xylophone')).toThrow(/one \(which\)\.$/);
  expect(() => parse(choosing(0), 'xylophone')).toThrow(/one \(which\)\.$/);
  expect(() => parse(choosing(1), 'xylophone')).toThrow(/one \(which: choice-0\)\.$/);
  expect(() => parse(choosing(2, 'such as choice-1'), 'xylophone')).toThrow(/one \(such as choice-1\)\.$/);
  const fixed = command({
    ...nothing,
    name: 'choose',
    optional: { one: oneOf('one', 'which', ['left', 'right']) },
  });
  expect(() => parse(fixed, 'xylophone')).toThrow(/one \(which\)\.$/);
  expect(() => parse(within, 'xylophone')).toThrow(/\(the level\)\.$/);
});

test('a value that can’t stand behind its keyword is named, with a guess where there is one', () => {
  expect(() => parse(within, 'of')).toThrow('Add a value after “of” (');
  expect(() => parse(within, 'of advancd')).toThrow(
    /“advancd” can’t stand after “of” \(.*\)\. Did you mean of advanced\?$/,
  );
  expect(() => parse(within, 'of xylophone')).toThrow(/“xylophone” can’t stand after “of” \([^)]*\)\.$/);
});

test('a long word is cut where it is quoted', () => {
  expect(() => parse(ask, 'x'.repeat(40))).toThrow(`“${'x'.repeat(40)}”`);
  expect(() => parse(ask, 'x'.repeat(41))).toThrow(`“${'x'.repeat(40)}…”`);
});

test('free words are all that is left', () => {
  const search = command({ ...nothing, name: 'search', required: { words } });
  expect(parse(search, 'slow query')).toEqual({ words: ['slow', 'query'] });
});
