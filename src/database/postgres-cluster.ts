import { randomBytes } from 'node:crypto';
import { chownSync, existsSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tools } from './postgres-tools.ts';

export const clusterIn = (home: string) => join(home, 'postgres');

const passwordFileIn = (home: string) => join(home, 'postgres-password');

const unfinished = 'postgres.new-';

export const isCluster = (cluster: string) => existsSync(join(cluster, 'PG_VERSION'));

/** The major version of the server that made it, as in `18`. */
export async function versionOf(cluster: string): Promise<string> {
  return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
}

/** Of the cluster's only user, made where there is none: one, however many ask at once. */
export async function passwordOf(home: string): Promise<string> {
  const file = passwordFileIn(home);
  if (!existsSync(file)) {
    const own = `${file}.${randomBytes(6).toString('hex')}`;
    await writeFile(own, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
    await link(own, file).catch((error: unknown) => {
      if (!existsSync(file)) throw error;
    });
    await rm(own);
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Makes the cluster where there is none. Of several that do so at once one is the first, and all go on with its. */
export async function makeCluster(home: string, tools: Tools, onMaking = () => {}): Promise<void> {
  const cluster = clusterIn(home);
  if (isCluster(cluster)) return;
  // Moved to its place when it is whole: an initdb that is cut short leaves nothing that looks like a cluster.
  const own = join(home, `${unfinished}${randomBytes(6).toString('hex')}`);
  try {
    const made = initialise(own, home, tools);
    onMaking();
    await made;
    await rename(own, cluster);
  } catch (error) {
    if (!isCluster(cluster)) throw error;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** What an initdb left behind that was killed. Only for whoever has the cluster for themselves. */
export async function tidyHome(home: string): Promise<void> {
  const names = await readdir(home);
  const left = names.filter((name) => name.startsWith(unfinished));
  await Promise.all(left.map((name) => rm(join(home, name), { recursive: true, force: true })));
}

async function initialise(cluster: string, home: string, { identity, execute }: Tools): Promise<void> {
  await mkdir(cluster, { mode: 0o700 });
  const passwordFile = passwordFileIn(home);
  const { uid, gid } = identity;
  if (uid !== undefined && gid !== undefined) {
    for (const path of [home, cluster, passwordFile]) chownSync(path, uid, gid);
  }
  await execute('initdb', [
    `--pgdata=${cluster}`,
    '--username=whetstone',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ]);
}
