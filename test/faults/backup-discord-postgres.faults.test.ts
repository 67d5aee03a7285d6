import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { createDb, createPool } from '../../src/database/connect.ts';
import type { Db } from '../../src/database/database.ts';
import { debianDatabase, debianTools } from './debian-database.ts';
import { discordChat } from './discord-chat.ts';
import { expectSums } from './invariants.ts';
import { settle } from './settle.ts';
import { isReady, whileAtWork } from './stage.ts';

const atWorkMs = 6000;

/** Copies a database as a backup does: dumped while it is written to, and restored into one that is empty. */
async function restoreInto(name: string, source: string): Promise<string> {
  const target = new URL(source);
  target.pathname = `/${name}`;
  const { command } = await debianTools();
  const run = (tool: string, args: readonly string[], stdio: 'pipe' | 'inherit') => {
    const { program, args: all, identity } = command(tool, args);
    return spawn(program, all, { ...identity, stdio: [stdio, stdio, 'inherit'] });
  };
  const dump = run('pg_dump', ['--format=custom', `--dbname=${source}`], 'pipe');
  const restore = run('pg_restore', ['--exit-on-error', `--dbname=${target.href}`], 'pipe');
  if (dump.stdout && restore.stdin) dump.stdout.pipe(restore.stdin);
  restore.stdout?.resume();
  const codes = await Promise.all([dump, restore].map(async (child) => (await once(child, 'close'))[0]));
  expect(codes).toEqual([0, 0]);
  return target.href;
}

const standing = (db: Db) =>
  db
    .selectFrom('answers')
    .innerJoin('answer_revisions as last', (join) =>
      join
        .onRef('last.workspace_id', '=', 'answers.workspace_id')
        .onRef('last.answer_id', '=', 'answers.id')
        .onRef('last.revision', '=', 'answers.revision'),
    )
    .select(['answers.message', 'text'])
    .where('state', '=', 'standing')
    .where('is_private', '=', false)
    .execute();

test('a dump that is taken while people are at work is whole, and Whetstone goes on from it', () =>
  whileAtWork(
    'discord backup',
    discordChat,
    'postgres',
    async (program, { database, workspace, chance, crowd, start, afterwards }) => {
      await chance.moment(atWorkMs / 2);
      await chance.moment(atWorkMs);
      await sql`create database restored`.execute(database.db);
      const url = await restoreInto('restored', database.connectionString);
      const restored = createDb(createPool(url, () => undefined));
      const dumped = await standing(restored);
      expect(dumped.length).toBeGreaterThan(0);
      await expectSums(restored, workspace);
      afterwards(async () => {
        const again = start({ DATABASE_URL: url });
        await isReady(again);
        const isIn = new Set(dumped.map(({ message }) => message));
        const now = crowd.said.filter(({ message, isGone }) => !isGone && isIn.has(message));
        // What was in the dump is there, and what was edited or deleted since is known once the threads have been read again.
        const isTrue = async () => {
          await settle(restored);
          await expectSums(restored, workspace);
          const stored = new Map((await standing(restored)).map(({ message, text }) => [message, text]));
          expect(now.map(({ message }) => [message, stored.get(message)])).toEqual(
            now.map(({ message, text }) => [message, text]),
          );
        };
        await vi.waitFor(isTrue, { timeout: 120_000, interval: 1000 });
        again.child.kill('SIGTERM');
        expect((await again.ended).code).toBe(0);
        await restored.destroy();
      });
      return program;
    },
    debianDatabase,
  ));
