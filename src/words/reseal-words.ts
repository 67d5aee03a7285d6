import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import type { WordsSettings } from '../config/words.ts';
import type { Db, Tx } from '../database/database.ts';
import { sealedTables } from './sealed-columns.ts';
import { mapWords, WordBox } from './word-box.ts';
import { forgetWordKeys } from './word-keys.ts';

const batch = 200;

type Stored = Readonly<Record<string, unknown>>;

/**
 * Encrypts all words with the first key, or decrypts them where that is off. Whetstone may run meanwhile with the same settings, and what is cut
 * short is repeated: what is done already is only read.
 *
 * @throws Error when no key opens something; what was before it is done.
 */
export async function resealWords(
  db: Db,
  settings: WordsSettings,
  now: () => Date,
  onDone: (done: number, total: number) => void,
): Promise<{ readonly resealed: number; readonly total: number }> {
  const plain = db.withoutPlugins();
  const box = new WordBox(settings);
  const total = await count(plain);
  const told = new Set<string>();
  let [done, resealed] = [0, 0];
  for (const table of Object.keys(sealedTables)) {
    for (let after: Stored | undefined, isLast = false; !isLast; ) {
      const rows = await plain.transaction().execute(async (tx) => {
        const found = await next(tx, table, after);
        for (const row of found) {
          if (!(await reseal(tx, box, table, row))) continue;
          resealed += 1;
          const workspace = String(row.workspace_id);
          if (told.has(workspace)) continue;
          told.add(workspace);
          const change = settings.isOn ? 'encrypted' : 'decrypted';
          await record(tx, { workspace, member: null }, { deed: 'words', change }, now());
        }
        return found;
      });
      done += rows.length;
      onDone(done, Math.max(done, total));
      after = rows.at(-1);
      isLast = rows.length < batch;
    }
  }
  await forgetWordKeys(plain, settings);
  return { resealed, total: done };
}

async function count(db: Db): Promise<number> {
  const counts = Object.keys(sealedTables).map((table) => sql`(select count(*) from ${sql.table(table)})`);
  const { rows } = await sql<{ total: string }>`select ${sql.join(counts, sql` + `)} as total`.execute(db);
  return Number(rows[0]?.total);
}

const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));

async function next(tx: Tx, table: string, after: Stored | undefined): Promise<readonly Stored[]> {
  const { key = [], columns = {} } = sealedTables[table] ?? {};
  const behind = after ? sql`where (${refs(key)}) > (${sql.join(key.map((name) => after[name]))})` : sql``;
  const { rows } = await sql<Stored>`
    select ${refs([...key, ...Object.keys(columns)])} from ${sql.table(table)} ${behind}
    order by ${refs(key)} limit ${batch} for no key update`.execute(tx);
  return rows;
}

/** Whether it had to be. */
async function reseal(tx: Tx, box: WordBox, table: string, row: Stored): Promise<boolean> {
  const { key = [], columns = {} } = sealedTables[table] ?? {};
  const changed = Object.entries(columns).flatMap(([column, which]) => {
    let isCurrent = true;
    const value = mapWords(row[column], which, (text) => {
      if (box.isCurrent(text)) return text;
      isCurrent = false;
      return box.seal(box.open(text));
    });
    if (isCurrent) return [];
    return [sql`${sql.ref(column)} = ${which === 'all' ? value : JSON.stringify(value)}`];
  });
  if (changed.length === 0) return false;
  const same = key.map((name) => sql`${sql.ref(name)} = ${row[name]}`);
  await sql`update ${sql.table(table)} set ${sql.join(changed)} where ${sql.join(same, sql` and `)}`.execute(
    tx,
  );
  return true;
}
