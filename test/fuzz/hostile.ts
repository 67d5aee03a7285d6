import fc from 'fast-check';

/** Stands in whatever people could have written; nobody may see it again. */
export const secretWords = 'the lighthouse keeper hums';

/** How often each route and each event is tried. */
export const tries = Number(process.env.FUZZ_TRIES || 10_000);

const deep = (levels: number): unknown => {
  let value: unknown = secretWords;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { in: value };
  return value;
};

/** What nobody expects in the place of a value. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1e308, true, [], {}, [null], [[]], { id: null }),
  fc.constantFrom(
    '\0',
    '\ud800',
    `a\0b ${secretWords}`,
    `\udc00${secretWords}`,
    '__proto__',
    'constructor',
    '999999999999999999999',
  ),
  fc.constantFrom(
    '2026-11-24T08:00:00Z',
    '-271821-04-20T00:00:00Z',
    '99999999999.9',
    '1.2',
    'x'.repeat(20_000),
    '🧑🏽‍🚀'.repeat(50),
  ),
  fc.constantFrom(deep(40), deep(200), JSON.parse('{"__proto__": {"toString": null}, "constructor": 1}')),
  fc.jsonValue({ maxDepth: 2 }),
);

type Step = { readonly where: number; readonly how: 'set' | 'leave out' | 'twice'; readonly value: unknown };
const steps = fc.array(
  fc.record({
    where: fc.nat(),
    how: fc.constantFrom<Step['how']>('set', 'set', 'leave out', 'twice'),
    value: odd,
  }),
  { minLength: 0, maxLength: 4 },
);

/** One of these, with up to four things in it changed, left out or doubled. */
export const mangled = (wholes: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.tuple(fc.constantFrom(...wholes), steps).map(([whole, steps]) => steps.reduce(change, whole));

function change(whole: unknown, { where, how, value }: Step): unknown {
  const paths = pathsIn(whole);
  const path = paths[where % paths.length];
  if (!path) return value;
  const copy = structuredClone(whole);
  const parent = path.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], copy) as Record<
    string,
    unknown
  >;
  const key = path.at(-1) ?? '';
  if (how === 'leave out') delete parent[key];
  else if (how === 'twice') parent[key] = [parent[key], parent[key]];
  else parent[key] = value;
  return copy;
}

/** The way to everything in it. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object' || path.length > 12) return [];
  return Object.entries(value).flatMap(([key, one]) => [[...path, key], ...pathsIn(one, [...path, key])]);
}

/** Text that is no JSON of anything, or of the wrong thing. */
export const junk = (wholes: readonly unknown[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      '',
      'null',
      '7',
      '"text"',
      '[]',
      '[null]',
      '{}',
      '{',
      'true',
      'undefined',
      '\0',
      '\ufeff{}',
      'payload=',
      'payload=null',
    ),
    fc.constantFrom(
      '['.repeat(50_000),
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      '{"type":"\\u0000"}',
      '{"type":"\\ud800"}',
    ),
    fc.constantFrom(
      'payload=%7B',
      'payload=%00',
      'payload=1&payload=2',
      'command=%2Finterview',
      'command=a&command=b',
      '__proto__=1&payload=[]',
    ),
    fc.constantFrom(
      '{"type":"event_callback"}',
      '{"type":"event_callback","event":null}',
      '{"type":"new_kind"}',
      '{"command":{}}',
      '{"ssl_check":"1"}',
    ),
    fc.tuple(fc.constantFrom(...wholes), fc.nat()).map(([whole, at]) => {
      const text = JSON.stringify(whole);
      return text.slice(0, at % text.length);
    }),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

/** Does all of them, some at once. */
export async function each<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
) {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The fields of a form. */
export function formOf(fields: unknown): string {
  const entries = fields !== null && typeof fields === 'object' ? Object.entries(fields) : [['', fields]];
  return new URLSearchParams(entries.map(([key, value]) => [String(key), textOf(value)])).toString();
}

const textOf = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
