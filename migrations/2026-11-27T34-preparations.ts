import { type Kysely, sql } from 'kysely';

const statements = [
  // What members want to prepare for, and what came of it. The description is erased once that is known.
  `create table preparations (
    workspace_id bigint not null references workspaces on delete cascade,
    id bigint generated always as identity,
    token text not null,
    channel_id text not null,
    member_id text not null,
    description text,
    state text not null check (state in ('pending', 'given', 'failed')),
    due_at timestamptz not null,
    claimed_until timestamptz,
    attempts integer not null default 0,
    error text,
    drafted integer not null default 0,
    asked_at timestamptz not null,
    given_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, token),
    foreign key (workspace_id, channel_id) references channels,
    foreign key (workspace_id, member_id) references members
  )`,
  "create index on preparations (due_at) where state = 'pending'",
  "create unique index on preparations (workspace_id, member_id) where state = 'pending'",

  'alter table coach_calls alter answer_id drop not null',
  'alter table coach_calls drop constraint coach_calls_purpose_check',
  `alter table coach_calls add constraint coach_calls_purpose_check
    check (purpose in ('feedback', 'conversation', 'draft') and (purpose = 'draft') = (answer_id is null))`,

  // Those that a model wrote.
  'alter table suggestions add preparation_id bigint',
  `alter table suggestions add foreign key (workspace_id, preparation_id) references preparations on delete cascade`,
  'create index on suggestions (workspace_id, preparation_id) where preparation_id is not null',
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table suggestions drop preparation_id`.execute(db);
  await sql`delete from coach_calls where purpose = 'draft'`.execute(db);
  await sql`alter table coach_calls drop constraint coach_calls_purpose_check`.execute(db);
  await sql`alter table coach_calls add constraint coach_calls_purpose_check
    check (purpose in ('feedback', 'conversation'))`.execute(db);
  await sql`alter table coach_calls alter answer_id set not null`.execute(db);
  await sql`drop table preparations`.execute(db);
}
