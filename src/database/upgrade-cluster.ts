import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { UserError } from '../base/errors.ts';
import { urlOf } from './embedded-postgres.ts';
import { clusterIn, isCluster, makeCluster, passwordOf, versionOf } from './postgres-cluster.ts';
import { freePort, runningPort, startServer } from './postgres-server.ts';
import { postgresTools, type Tools } from './postgres-tools.ts';

/**
 * Brings the database of an older PostgreSQL over to the embedded one, by dump and restore. Returns where the old one is kept.
 *
 * @param programs the folder with `postgres`, `pg_dump` and `psql` of the old version
 * @throws UserError with what to mend; everything is then as it was.
 */
export async function upgradeCluster(dataDir: string, programs: string): Promise<string> {
  const home = resolve(dataDir);
  const cluster = clusterIn(home);
  const [old, fresh] = [await toolsIn(programs), await postgresTools()];
  const version = await refuseNeedless(home, old, fresh);
  const kept = `${cluster}-${version}`;
  await rename(cluster, kept);
  try {
    await makeCluster(home, fresh);
    await copy(home, { cluster: kept, tools: old }, { cluster, tools: fresh });
  } catch (error) {
    await rm(cluster, { recursive: true, force: true });
    await rename(kept, cluster);
    throw error;
  }
  return kept;
}

async function toolsIn(programs: string): Promise<Tools> {
  const missing = ['postgres', 'pg_ctl', 'pg_dump', 'psql'].filter(
    (name) => !existsSync(join(programs, name)),
  );
  if (missing.length === 0) return postgresTools(programs);
  throw new UserError(
    `There is no ${missing.join(', ')} in ${programs}. Name the folder with PostgreSQL’s programs.`,
  );
}

/** Returns the version that the cluster has. */
async function refuseNeedless(home: string, old: Tools, fresh: Tools): Promise<string> {
  const cluster = clusterIn(home);
  if (!isCluster(cluster)) throw new UserError(`There is no database in ${home}. Check DATA_DIR.`);
  const has = await versionOf(cluster);
  const [offered, needed] = [await old.majorVersion(), await fresh.majorVersion()];
  if (has === needed) throw new UserError(`The database in ${home} is of PostgreSQL ${has} already.`);
  if (has !== offered)
    throw new UserError(
      `The database in ${home} is of PostgreSQL ${has}, and these programs are of ${offered}. Name the folder with those of ${has}.`,
    );
  if ((await runningPort(cluster, old)) !== undefined)
    throw new UserError(`Whetstone is using ${home}. Stop it first.`);
  if (existsSync(`${cluster}-${has}`))
    throw new UserError(`${cluster}-${has} is there already, from an earlier time. Move it away first.`);
  return has;
}

interface Side {
  readonly cluster: string;
  readonly tools: Tools;
}

async function copy(home: string, from: Side, to: Side): Promise<void> {
  const password = await passwordOf(home);
  const urls = [];
  const started: Side[] = [];
  try {
    for (const side of [from, to]) {
      const port = await freePort();
      await startServer(side.cluster, home, [], side.tools, port);
      started.push(side);
      urls.push(urlOf(port, password));
    }
    const [source = '', target = ''] = urls;
    await pipe(from.tools, source, target);
  } finally {
    for (const { cluster, tools } of started)
      await tools.execute('pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w']);
  }
}

/** All or nothing. */
async function pipe({ command }: Tools, source: string, target: string): Promise<void> {
  const run = (name: string, args: readonly string[]) => {
    const { program, args: all, identity } = command(name, args);
    return spawn(program, all, { ...identity, stdio: 'pipe' });
  };
  const dump = run('pg_dump', ['--no-owner', '--no-privileges', `--dbname=${source}`]);
  const psql = ['--quiet', '--no-psqlrc', '--single-transaction', '--set=ON_ERROR_STOP=1'];
  const restore = run('psql', [...psql, `--dbname=${target}`]);
  restore.stdin.on('error', () => undefined);
  dump.stdout.pipe(restore.stdin);
  restore.stdout.resume();
  const ends = [dump, restore].map(async (child) => {
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    return code === 0 ? undefined : said.trim().split('\n').at(-1);
  });
  const problem = (await Promise.all(ends)).find((said) => said !== undefined);
  if (problem !== undefined) throw new UserError(`The database couldn’t be copied: ${problem}`);
}
