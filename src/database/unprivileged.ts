import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../base/errors.ts';

const run = promisify(execFile);

/** The user `nobody` of nearly every Unix. initdb wants a user that has a name. */
const nobody = 65534;

export interface Launcher {
  /** Words to put before the command. */
  readonly prefix: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

/**
 * PostgreSQL refuses to run as root. For root this finds a way to run `binary` as somebody else: in a user
 * namespace, where the files of a folder closed to others stay readable, or else as `nobody`.
 */
export async function asUnprivileged(binary: string): Promise<Launcher> {
  if (process.getuid?.() !== 0) return { prefix: [], identity: {} };
  const launchers: Launcher[] = [
    { prefix: ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`], identity: {} },
    { prefix: [], identity: { uid: nobody, gid: nobody } },
  ];
  for (const launcher of launchers) {
    const [command = binary, ...args] = [...launcher.prefix, binary, '--version'];
    const works = await run(command, args, launcher.identity).then(
      () => true,
      () => false,
    );
    if (works) return launcher;
  }
  throw new UserError(
    'PostgreSQL doesn’t run as root, and on this machine Whetstone can’t start it as another user. Run Whetstone as another user, or set DATABASE_URL to a PostgreSQL server.',
  );
}
