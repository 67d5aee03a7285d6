import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import { UserError } from '../base/errors.ts';
import type { Db, Tx } from '../database/database.ts';
import { sealRow } from '../words/words-plugin.ts';
import { emptyWorkspaceFor } from './empty-workspace.ts';
import { type Header, headerSchema, type Line, readLine, rowReader } from './lines.ts';
import { renumberDrops, sharedTables, storeShared } from './shared-questions.ts';
import { type Table, tablesOf } from './tables.ts';

/** How many rows one statement inserts. */
const most = 500;

export interface Imported {
  readonly name: string;
  /** Rows, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Makes a workspace as it was exported, all of it or nothing. What refers to the workspace itself gets its number here; all other ids stay, since each
 * workspace has its own.
 *
 * @throws UserError that says what is wrong with the file, or with the place where it should go
 */
export async function importWorkspace(
  db: Db,
  lines: AsyncIterable<string>,
  now: Date,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Imported> {
  const input = lines[Symbol.asyncIterator]();
  const first = await input.next();
  if (first.done) throw new UserError('The file is empty.');
  const header = readLine(first.value, 1, headerSchema);
  return db
    .transaction()
    .execute(async (tx) => {
      await sql`set constraints all deferred`.execute(tx);
      const tables = await tablesOf(tx);
      requireSameSchema(header, tables);
      const workspace = await emptyWorkspaceFor(tx, header.workspace, tables);
      const rest = { [Symbol.asyncIterator]: () => input };
      const rows = await insertAll(tx, { header, tables, workspace, now, onProgress }, rest);
      await renumberDrops(tx, workspace);
      for (const table of tables) await moveCounter(tx, table, workspace);
      await record(tx, { workspace, member: null }, { deed: 'import' }, now);
      return { name: header.workspace.name, rows };
    })
    .catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      // Data that can't be, or that contradict each other.
      if (!/^2[23]/.test(code)) throw error;
      throw new UserError(
        'The file’s rows don’t fit together, so nothing was imported. It was changed or is damaged.',
        {
          cause: error,
        },
      );
    });
}

function requireSameSchema({ tables: theirs }: Header, tables: readonly Table[]): void {
  const ours = { ...sharedTables, ...Object.fromEntries(tables.map(({ name, columns }) => [name, columns])) };
  const sorted = (all: Header['tables']) =>
    JSON.stringify(
      Object.entries(all)
        .map(([name, columns]) => [name, Object.entries(columns).sort()])
        .sort(),
    );
  if (sorted(theirs) === sorted(ours)) return;
  throw new UserError(
    'The file is from a Whetstone of another version. Export it again with the version that you import it with.',
  );
}

interface Import {
  readonly header: Header;
  readonly tables: readonly Table[];
  readonly workspace: string;
  readonly now: Date;
  readonly onProgress: (done: number, all: number) => void;
}

async function insertAll(tx: Tx, into: Import, input: AsyncIterable<string>): Promise<Imported['rows']> {
  const { header, tables, workspace, now, onProgress } = into;
  const byName = new Map(tables.map((table) => [table.name, table]));
  const read = rowReader(header);
  const all = Object.values(header.rows).reduce((sum, count) => sum + count, 0);
  const counts: Record<string, number> = {};
  let [number, isSharedDone] = [1, false];
  let waiting: Line[] = [];
  const flush = async () => {
    if (isSharedDone) await insertRows(tx, byName.get(waiting[0]?.table ?? ''), workspace, waiting);
    else await storeShared(tx, waiting, now);
    waiting = [];
    onProgress(number - 1, all);
  };
  for await (const text of input) {
    if (text === '') continue;
    number += 1;
    const line = read(text, number);
    const isShared = line.table in sharedTables;
    if (!isShared && !isSharedDone) {
      await flush();
      isSharedDone = true;
    }
    if (isShared && isSharedDone) throw new UserError(`Line ${number} is out of order.`);
    const isFull = isSharedDone && waiting.length >= most;
    if (isFull || (isSharedDone && waiting.length > 0 && waiting[0]?.table !== line.table)) await flush();
    waiting.push(line);
    counts[line.table] = (counts[line.table] ?? 0) + 1;
  }
  await flush();
  for (const [table, count] of Object.entries(header.rows))
    if ((counts[table] ?? 0) !== count)
      throw new UserError(
        `The file should have ${count} rows of ${table} and has ${counts[table] ?? 0}: it isn’t whole.`,
      );
  return counts;
}

async function insertRows(
  tx: Tx,
  table: Table | undefined,
  workspace: string,
  lines: readonly Line[],
): Promise<void> {
  if (!table || lines.length === 0) return;
  const { name, owner, columns } = table;
  const names = Object.keys(columns);
  const types = Object.entries(columns).map(
    ([column, type]) => sql`${sql.ref(column)} ${sql.raw(type.replace('?', ''))}`,
  );
  // Of the questions that it refers to, those that aren't everybody's are its own.
  const values = names.map((column) =>
    column === 'question_owner'
      ? sql`case when question_owner <> 0 then ${workspace}::bigint else question_owner end`
      : sql.ref(column),
  );
  await sql`
    insert into ${sql.table(name)} (${sql.ref(owner)}, ${sql.join(names.map((column) => sql.ref(column)))})
    overriding system value
    select ${workspace}::bigint, ${sql.join(values)}
    from jsonb_to_recordset(${JSON.stringify(lines.map(({ row }) => sealRow(tx, name, row)))}::jsonb) as row (${sql.join(types)})`.execute(
    tx,
  );
}

/** What is counted on from here isn't in use yet: ids, and the versions that the playground's pages go by. */
async function moveCounter(tx: Tx, { name, owner, columns }: Table, workspace: string): Promise<void> {
  const { rows } = await sql<{ column: string; sequence: string }>`
    select attname as column, pg_get_serial_sequence(${name}, attname) as sequence from pg_attribute
    where attrelid = ${name}::regclass and attidentity <> ''
    union all select 'version', 'web_message_version' where ${name} = 'web_messages'`.execute(tx);
  for (const { column, sequence } of rows.filter(({ column }) => column in columns))
    await sql`
      select setval(${sql.lit(sequence)}, greatest(nextval(${sql.lit(sequence)}), (
        select max(${sql.ref(column)}) from ${sql.table(name)} where ${sql.ref(owner)} = ${sql.lit(workspace)})))`.execute(
      tx,
    );
}
