import { expect, test } from 'vitest';
import { superlinear } from './growth.ts';
import { type Hostile, hostileTo, textOf } from './hostile-texts.ts';
import { type Pattern, patternsIn, readPatterns } from './patterns.ts';

const patterns = [
  ...new Map((await readPatterns()).map((one) => [`${one.source}/${one.flags}`, one] as const)).values(),
];

test('the patterns are found, wherever they stand', () => {
  expect(patterns.length).toBeGreaterThan(150);
  const source =
    'const a = [/b+/u, ["c", /d/]] as const;\nf(new RegExp(`^(${' + 'e})$`, "gi"), RegExp("f"));';
  expect(patternsIn('x.ts', source)).toEqual([
    { where: 'x.ts:1', source: 'b+', flags: 'u' },
    { where: 'x.ts:1', source: 'd', flags: '' },
    { where: 'x.ts:2', source: '^(ab|abc|b c)$', flags: 'gi' },
    { where: 'x.ts:2', source: 'f', flags: '' },
  ]);
  expect(() => patternsIn('x.ts', 'new RegExp(text)')).toThrow('x.ts');
});

test('a pattern that tries too much is found out', { timeout: 120_000 }, () => {
  for (const source of ['(a+)+$', '\\s+$', 'x.*y', '(?=\\S*\\d)\\S{9,}!', '<[^>]*>'])
    expect(problemOf({ where: '', source, flags: '' }, 1000), source).toBeDefined();
  for (const source of ['^\\s+', 'a.{0,40}b', '\\bof\\b', '[^a]'])
    expect(problemOf({ where: '', source, flags: 'g' }), source).toBeUndefined();
});

test('every pattern of the program takes time in proportion to its text', { timeout: 300_000 }, () => {
  expect(patterns.map((pattern) => problemOf(pattern)).filter((problem) => problem !== undefined)).toEqual(
    [],
  );
});

/** Each text by itself, as `test` and `exec` take it, and from match to match, as `replace` and `split` do. */
function problemOf(pattern: Pattern, mostMs?: number): string | undefined {
  const once = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  const all = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
  const hostile = hostileTo(pattern.source);
  const texts = hostile.map((one) => (length: number) => textOf(one, length));
  const found =
    superlinear((text) => once.test(text), texts, mostMs) ??
    superlinear((text) => text.replace(all, ''), texts, mostMs);
  return found && `${pattern.where} /${pattern.source}/ on ${show(hostile[found.at])}: ${found.times}`;
}

const show = (hostile: Hostile | undefined) => JSON.stringify(Object.values(hostile ?? {}));
