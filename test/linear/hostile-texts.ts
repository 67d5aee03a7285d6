/** Texts that patterns which try too much are slow with, whatever they are for. */
const general = [
  ' ',
  '.',
  'a',
  'A',
  '1',
  '-',
  '_',
  '<',
  '>',
  '[',
  ']',
  '(',
  ')',
  '{',
  '*',
  '`',
  '@',
  '#',
  '/',
  '\\',
  '"',
  '\n',
  '\t',
  '=',
  '|',
  '~',
  '!',
  'ä',
  '文',
  '😀',
  '\n\n',
  '\n \n',
  'a-',
  'a.',
  'a ',
  'a\n',
  '- a\n',
  '. ',
  '1.',
  'aB',
  'a_',
  'a1A',
  '<a',
  '<a>',
  '[a](',
  '](',
  '[](',
  '*a',
  '**a',
  '`a`',
  '```\n',
  '~~~',
  '://a',
  'abcdefghijklmnopqrs.',
  'abcdefghijklmnopqrst',
  'Aa1',
  '0a ',
  '01010101 ',
  '&lt;',
  '@a',
  '<@',
  '<!--',
  '-->',
  'a b ',
  'ab\r\n',
  '0',
  '00:',
  'a@a.',
  '\u00a0',
  '\u200b',
];

const classes: Readonly<Record<string, readonly string[]>> = {
  s: [' ', '\n'],
  S: ['a'],
  d: ['1'],
  D: ['a'],
  w: ['a'],
  W: ['-'],
  b: [],
  B: [],
  n: ['\n'],
  t: ['\t'],
  r: ['\r'],
};

/** Bits of text that parts of a pattern match, in its order: its literals, and examples of each class. */
function fragmentsOf(source: string): string[] {
  const found: string[] = [];
  const tokens =
    /\\[pP]\{[^}]*\}|\\u\{?[0-9a-f]+\}?|\\.|\[(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!:]|<\w+>)|[\w\s"'@#<>:;,/!=%&~`\u00a1-\uffff-]+|./giu;
  let literal = '';
  const end = () => {
    if (literal) found.push(literal);
    literal = '';
  };
  for (const [token] of source.matchAll(tokens)) {
    if (/^[\w\s"'@#<>:;,/!=%&~`\u00a1-\uffff-]+$/u.test(token)) literal += token;
    else if (/^\\[^a-zA-Z0-9]$/.test(token)) literal += token.slice(1);
    else {
      end();
      found.push(...examplesOf(token));
    }
  }
  end();
  return found;
}

function examplesOf(token: string): readonly string[] {
  if (token === '.') return ['x'];
  if (/^\\[pP]/.test(token)) return ['é'];
  if (/^\\u/.test(token)) return [JSON.parse(`"${token.replace(/[{}]/g, '')}"`)];
  if (token.startsWith('\\')) return classes[token.slice(1)] ?? [];
  if (!token.startsWith('[')) return [];
  const one = new RegExp(token, 'u');
  const letters = [...'aA1 \n.-_<>[](){}*@#/"=!:,;~&+|`\'é'];
  // What it leaves out ends what it matches.
  return [
    ...letters.filter((letter) => one.test(letter)).slice(0, 3),
    ...letters.filter((letter) => !one.test(letter)).slice(0, token.startsWith('[^') ? 2 : 0),
  ];
}

/** Most fragments of one pattern that are combined. */
const mostFragments = 12;

/** What a text of a length is made of: a beginning, what is repeated, and an end. */
export interface Hostile {
  readonly begin: string;
  readonly unit: string;
  readonly end: string;
}

/** Hardly any pattern matches it. */
const stranger = '\u0001';

/** General texts, and those in which the fragments of a pattern follow each other, begin or end what almost matches. */
export function hostileTo(source: string): Hostile[] {
  const inOrder = fragmentsOf(source);
  const own = [...new Set(inOrder)];
  const every = Math.ceil(own.length / mostFragments);
  const few = own.filter((_, at) => at % every === 0);
  const rows = inOrder.flatMap((_, at) => [2, 3, 4].map((length) => inOrder.slice(at, at + length)));
  const pairs = few.flatMap((one) => few.map((other) => [one, other]));
  const repeated = [...rows, ...pairs].flatMap((parts) => [parts.join(''), spaced(parts)]);
  const make = (begins: readonly string[], units: readonly string[], ends: readonly string[]) =>
    begins.flatMap((begin) => units.flatMap((unit) => ends.map((end) => ({ begin, unit, end }))));
  const all = [
    ...make([''], general, ['', stranger]),
    ...make([''], [...own, ' ', 'a'], ['', stranger, ...few]),
    ...make([''], repeated, ['', stranger]),
    ...make(few, [...few, ' ', 'a', '\n', '.'], [stranger]),
  ];
  return all.filter(({ unit }) => unit !== '');
}

const spaced = (parts: readonly string[]) => parts.map((part) => `${part.trim()} `).join('');

export function textOf({ begin, unit, end }: Hostile, length: number): string {
  return begin + unit.repeat(Math.ceil(length / unit.length)).slice(0, length) + end;
}
