import { beforeAll, expect, test } from 'vitest';
import { importsOf, type Module, readModules } from './support/modules.ts';

/** How the program is laid out, above all which way imports run: bin → wiring → adapters, jobs → src. */

let modules: readonly Module[];
beforeAll(async () => {
  modules = await readModules();
});

/** The part of the tree that a file belongs to: `src`, `wiring`, `adapters/web`. */
const partOf = (file: string) => /^(adapters\/[^/]+|[^/.]+)/.exec(file)?.[0] ?? file;

/** A part may import itself and, besides, only these. */
const allowed: Readonly<Record<string, RegExp>> = {
  'adapters/discord': /^(adapters\/http|src)$/,
  'adapters/metrics': /^src$/,
  'adapters/openai': /^src$/,
  'adapters/slack': /^(adapters\/http|src)$/,
  bench: /^(adapters\/openai|jobs|src|test)$/,
  bin: /^(wiring|src)$/,
  wiring: /^(adapters\/[^/]+|jobs|src)$/,
  'adapters/http': /^src$/,
  'adapters/web': /^src$/,
  jobs: /^src$/,
  src: /^migrations$/,
  migrations: /^$/,
};

/** The folders of src/ from the ground up: each imports only from those above it in this list, types included. */
const floors = [
  'base',
  'domain',
  'chat',
  'config',
  'rubric',
  'drawing',
  'database',
  'services',
  'commands',
  'registry',
  'audit',
  'words',
  'workspaces',
  'holidays',
  'questions',
  'quiet',
  'posts',
  'exports',
  'transfer',
  'channels',
  'standings',
  'streaks',
  'practice',
  'schedules',
  'reviews',
  'leaderboards',
  'curation',
  'feedback',
  'recall',
  'mock',
  'peer-mock',
  'progress',
  'preparation',
  'settings',
  'erasures',
  'direct-messages',
  'inbox',
  'coach-trial',
  'doctor',
  'app',
];

/** Packages that only these parts may know. */
const owners: Readonly<Record<string, RegExp>> = {
  bullmq: /^(jobs|bench)$/,
  ioredis: /^(jobs|bench)$/,
  // The queue's dashboard is made of routes.
  hono: /^(adapters\/|wiring$|jobs$)/,
  '@hono/node-server': /^(adapters\/|jobs$)/,
  citty: /^(bin|bench)$/,
  // Migrations and the schema's types are written for it; so are the adapters' own tables.
  kysely: /^(src|migrations|adapters\/)/,
};

test('imports run one way', () => {
  const broken = modules.flatMap(({ file, files }) =>
    files
      .filter((imported) => {
        const [from, to] = [partOf(file), partOf(imported)];
        return from !== to && !allowed[from]?.test(to);
      })
      .map((imported) => `${file} → ${imported}`),
  );
  expect(broken).toEqual([]);
});

test('a folder of src/ imports only from the floors beneath it', () => {
  const floorOf = (file: string) => floors.indexOf(/^src\/([^/.]+)\//.exec(file)?.[1] ?? '');
  const climbing = modules.flatMap(({ file, files }) =>
    files
      .filter((imported) => partOf(file) === 'src' && floorOf(imported) > floorOf(file))
      .map((imported) => `${file} → ${imported}`),
  );
  expect(climbing).toEqual([]);
  const nameless = modules.filter(({ file }) => partOf(file) === 'src' && floorOf(file) < 0);
  expect(nameless.map(({ file }) => file)).toEqual([]);
});

test('every part of the tree has a rule', () => {
  const parts = new Set(modules.map(({ file }) => partOf(file)));
  expect([...parts].filter((part) => !(part in allowed))).toEqual([]);
});

test('what a part is made of stays in it', () => {
  const broken = modules.flatMap(({ file, packages }) =>
    packages.filter((name) => owners[name]?.test(partOf(file)) === false).map((name) => `${file} → ${name}`),
  );
  expect(broken).toEqual([]);
});

test('only the command line and the bench read the environment', () => {
  const readers = modules.filter(({ source }) => source.includes('process.env')).map(({ file }) => file);
  expect(readers.filter((file) => !['bin', 'bench'].includes(partOf(file)))).toEqual([]);
});

test('no import leads back to where it came from', () => {
  const imports = new Map(modules.map(({ file, files }) => [file, files]));
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    else if (!finished.has(file)) {
      for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
      finished.add(file);
    }
  };
  for (const file of imports.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('all kinds of imports are read', () => {
  const source = `import a from './a.ts'; import type { B } from './b.ts'; export * from './c.ts';
    export type { D } from './d.ts'; const e = await import('./e.ts'); import './f.ts';`;
  expect(importsOf('x.ts', source).sort()).toEqual(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `./${name}.ts`),
  );
});

test('no file has more than 200 lines', () => {
  const linesOf = (source: string) => source.split('\n').length - 1;
  // Migrations stay as they were written.
  const long = modules.filter(({ file, source }) => partOf(file) !== 'migrations' && linesOf(source) > 200);
  expect(long.map(({ file }) => file)).toEqual([]);
});
