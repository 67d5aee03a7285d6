import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import type { Db, Tx } from '../database/database.ts';
import { inPieces } from '../database/in-pieces.ts';
import { boxOf } from '../words/words-plugin.ts';
import { formatVersion, type Header, headerSchema } from './lines.ts';
import { sharedRows, sharedTables } from './shared-questions.ts';
import { type Table, tablesOf } from './tables.ts';

/** What belongs to the bank of all and the workspace refers to, then its own. */
interface Part {
  readonly table: string;
  readonly columns: Table['columns'];
  readonly rows: ReturnType<typeof sql>;
}

/**
 * Everything of a workspace but secrets, line by line: first a `Header`, then a row each. All is as of one moment.
 * @param onProgress is told how many of how many rows are through
 */
export async function* exportWorkspace(
  db: Db,
  workspace: string,
  now: Date,
  onProgress: (done: number, all: number) => void = () => undefined,
): AsyncGenerator<string> {
  const begun = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    const parts = await partsOf(begun, workspace);
    const header = await headerOf(begun, workspace, parts, now);
    yield `${JSON.stringify(header)}\n`;
    const all = Object.values(header.rows).reduce((sum, count) => sum + count, 0);
    let done = 0;
    for (const { table, rows } of parts) {
      const lines = sql<{ line: string }>`
        select jsonb_build_object('table', ${sql.lit(table)}::text, 'row', to_jsonb(exported))::text as line from (${rows}) as exported`;
      for await (const piece of inPieces(begun, `export_${table}`, lines, 500)) {
        yield `${piece.map(({ line }) => boxOf(db)?.openInJson(line) ?? line).join('\n')}\n`;
        done += piece.length;
        onProgress(done, all);
      }
    }
  } finally {
    await begun.rollback().execute();
  }
  await record(db, { workspace, member: null }, { deed: 'export' }, now);
}

async function partsOf(tx: Tx, workspace: string): Promise<Part[]> {
  const own = (await tablesOf(tx)).map(({ name, owner, columns }): Part => {
    const selected = sql.join(Object.keys(columns).map((column) => sql.ref(column)));
    return {
      table: name,
      columns,
      // As a literal: nobody gains by preparing a statement for each table.
      rows: sql`select ${selected} from ${sql.table(name)} where ${sql.ref(owner)} = ${sql.lit(workspace)}`,
    };
  });
  const shared = Object.entries(sharedTables).map(
    ([table, columns]): Part => ({ table, columns, rows: sharedRows(table, workspace) }),
  );
  return [...shared, ...own];
}

async function headerOf(tx: Tx, id: string, parts: readonly Part[], now: Date): Promise<Header> {
  const workspace = await tx
    .selectFrom('workspaces')
    .select(['platform', 'external_id', 'name', 'settings', 'ended_season'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const rows: Record<string, number> = {};
  for (const part of parts) {
    const counted = await sql<{ count: number }>`
      select count(*)::int as count from (${part.rows}) as counted`.execute(tx);
    rows[part.table] = counted.rows[0]?.count ?? 0;
  }
  return headerSchema.parse({
    whetstone: 'workspace',
    version: formatVersion,
    exported_at: now.toISOString(),
    workspace,
    tables: Object.fromEntries(parts.map(({ table, columns }) => [table, columns])),
    rows,
  });
}
