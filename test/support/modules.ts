import { glob, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Module {
  /** Its path in the repository. */
  readonly file: string;
  readonly source: string;
  /** Our own files. */
  readonly files: readonly string[];
  /** Packages, as `bullmq` or `@hono/node-server`; `node:` ones too. */
  readonly packages: readonly string[];
}

/** Every file that the program is made of. TypeScript 7 has no parser for tools, so this one is oxc's. */
export async function readModules(): Promise<readonly Module[]> {
  const modules: Module[] = [];
  for await (const file of glob('{wiring.ts,{bin,src,adapters,jobs,migrations,bench,wiring}/**/*.{ts,js}}', {
    cwd: root,
  }))
    modules.push(await readModule(file));
  return modules.sort((one, other) => one.file.localeCompare(other.file));
}

async function readModule(file: string): Promise<Module> {
  const source = await readFile(join(root, file), 'utf8');
  const specifiers = importsOf(file, source);
  return {
    file,
    source,
    files: specifiers.filter(isRelative).map((specifier) => normalize(join(dirname(file), specifier))),
    packages: specifiers.filter((specifier) => !isRelative(specifier)).map(packageOf),
  };
}

/** What a file imports or exports from elsewhere, types too. */
export function importsOf(file: string, source: string): string[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => source.slice(start, end));
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((one) => one.moduleRequest?.value ?? []),
    ),
    // Of those that compute their address, migrations and the bank's files, nothing can be said.
    ...dynamic.filter((text) => /^['"]/.test(text)).map((text) => text.slice(1, -1)),
  ];
}

const isRelative = (specifier: string) => specifier.startsWith('.');
const packageOf = (specifier: string) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
