import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { whatIHold as web } from '../../adapters/web/what-i-hold.ts';
import { features } from '../../src/app/features.ts';
import { suggested } from '../app/scene.ts';
import type { Harness } from '../support/harness.ts';
import { asMentor, openBusyScene, own } from './busy.ts';
import { askToForget, where } from './everything.ts';

let h: Harness;
afterEach(() => h.stop());

const leo = /\bleo\b/i;

/** The columns that are said to hold a member's id. */
const idColumns = [...features.map(({ whatIHold }) => whatIHold), web].flatMap((tables) =>
  Object.entries(tables).flatMap(([table, columns]) =>
    Object.entries(columns)
      .filter(([, what]) => what === 'member')
      .map(([column]) => ({ table, column })),
  ),
);

async function columnsWithLeo(): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of idColumns) {
    const { rows } = await sql`
      select from ${sql.table(table)} where workspace_id = ${h.workspace}
        and ${sql.ref(column)}::text ~* '\\mleo\\M' limit 1`.execute(h.services.db);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}

for (const keep of [true, false])
  test(`nothing is left of a member who did everything, ${keep ? 'but what they said as a mentor' : 'not even that'}`, async () => {
    const scene = await openBusyScene();
    h = scene.h;
    await askToForget(h, 'leo', keep);
    // The digest is none of an id yet.
    const all = idColumns.map(({ table, column }) => `${table}.${column}`);
    expect(await columnsWithLeo()).toEqual(all.filter((column) => column !== 'erasures.digest'));
    const elsewhere = await scene.state('elsewhere');
    expect(h.wakes.length).toBeGreaterThan(0);
    expect(h.wakes.filter((wake) => leo.test(JSON.stringify(wake)))).toEqual([]);
    h.logged.length = 0;
    await h.drain();
    expect(await where(h, leo)).toEqual([]);
    for (const text of [own, suggested.prompt, 'Thanks @maya', 'Clients send a key', 'left out the lock'])
      expect(await where(h, new RegExp(text))).toEqual([]);
    expect(await where(h, /^\(.*data\.txt/)).toEqual([]);
    const kept = await where(h, new RegExp(asMentor));
    if (keep) expect(kept.length).toBeGreaterThan(4);
    else expect(kept).toEqual([]);
    expect(h.logged).toEqual([]);
    expect(await scene.state('elsewhere')).toEqual(elsewhere);
    await h.sweep();
    expect(await where(h, leo)).toEqual([]);
  });
