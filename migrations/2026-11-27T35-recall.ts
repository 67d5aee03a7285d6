import { type Kysely, sql } from 'kysely';

const statements = [
  // How a member wants to be asked again what they missed.
  `create table recall_settings (
    workspace_id bigint not null references workspaces on delete cascade,
    member_id text not null,
    channel_id text not null,
    per_day integer not null check (per_day between 1 and 50),
    time_zone text not null,
    remind_at time,
    next_reminder_at timestamptz,
    reminded_on date,
    unanswered integer not null default 0,
    primary key (workspace_id, member_id),
    foreign key (workspace_id, channel_id) references channels deferrable,
    foreign key (workspace_id, member_id) references members deferrable
  )`,
  'create index on recall_settings (next_reminder_at) where next_reminder_at is not null',

  // What a member was asked again: a key point, or a whole question, which is a drop.
  `create table recalls (
    workspace_id bigint not null references workspaces on delete cascade,
    id bigint generated always as identity,
    member_id text not null,
    day date not null,
    question_owner bigint not null,
    question_id text not null,
    point text,
    drop_id bigint,
    state text not null check (state in ('asked', 'answered', 'skipped')),
    verdict text check (verdict in ('covered', 'unsure', 'missing')),
    asked_at timestamptz not null,
    answered_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references members deferrable,
    foreign key (workspace_id, drop_id) references drops deferrable,
    foreign key (question_owner, question_id) references questions on delete cascade,
    check (question_owner in (0, workspace_id)),
    check ((point is null) = (drop_id is not null)),
    check ((verdict is null) = (answered_at is null))
  )`,
  'create index on recalls (workspace_id, member_id, day)',
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table recalls, recall_settings`.execute(db);
}
