import { type Kysely, sql } from 'kysely';

const statements = [
  // Who asked to be forgotten, by id only until they are. The digest is of `as_id` and their id together, so it tells nobody apart
  // who doesn't have that id already.
  `create table erasures (
    workspace_id bigint not null references workspaces on delete cascade,
    as_id text not null default 'gone-' || gen_random_uuid(),
    member_id text,
    keeps_reviews boolean not null,
    asked_at timestamptz not null,
    done_at timestamptz,
    digest text,
    primary key (workspace_id, as_id),
    unique (workspace_id, member_id),
    check ((member_id is null) = (done_at is not null)),
    check ((digest is null) = (done_at is null))
  )`,
  'create index erasures_pending on erasures (asked_at) where member_id is not null',
  // What a call cost stays counted when its answer is gone.
  'alter table coach_calls drop constraint coach_calls_purpose_check',
  `alter table coach_calls add constraint coach_calls_purpose_check
    check (purpose in ('feedback', 'conversation') or purpose = 'draft' and answer_id is null)`,
  // Whose words they are, for whoever wants theirs gone before the day is over.
  'alter table latest_events add column author_id text',
  // Erasing a member deletes what refers to them in any order.
  `alter table preparations alter constraint preparations_workspace_id_member_id_fkey deferrable`,
  `alter table preparations alter constraint preparations_workspace_id_channel_id_fkey deferrable`,
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from coach_calls where purpose <> 'draft' and answer_id is null`.execute(db);
  await sql`alter table coach_calls drop constraint coach_calls_purpose_check`.execute(db);
  await sql`alter table coach_calls add constraint coach_calls_purpose_check
    check (purpose in ('feedback', 'conversation', 'draft') and (purpose = 'draft') = (answer_id is null))`.execute(
    db,
  );
  await sql`alter table latest_events drop column author_id`.execute(db);
  await sql`drop table erasures`.execute(db);
  await sql`alter table preparations alter constraint preparations_workspace_id_member_id_fkey not deferrable`.execute(
    db,
  );
  await sql`alter table preparations alter constraint preparations_workspace_id_channel_id_fkey not deferrable`.execute(
    db,
  );
}
