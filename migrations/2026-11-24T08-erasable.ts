import { type Kysely, sql } from 'kysely';

/**
 * A workspace's rows point at each other in circles of cascades, so that erasing it works only when what doesn't
 * cascade is checked at the end: `set constraints all deferred`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await alterEach(db, 'deferrable initially immediate');
  await sql`alter table standings
    add constraint standings_workspace foreign key (workspace_id) references workspaces on delete cascade`.execute(
    db,
  );
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table standings drop constraint standings_workspace`.execute(db);
  await alterEach(db, 'not deferrable');
}

async function alterEach(db: Kysely<unknown>, how: string): Promise<void> {
  const { rows } = await sql<{ table: string; name: string }>`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where contype = 'f' and confdeltype = 'a' and connamespace = 'public'::regnamespace`.execute(db);
  for (const { table, name } of rows)
    await sql`alter table ${sql.table(table)} alter constraint ${sql.ref(name)} ${sql.raw(how)}`.execute(db);
}
