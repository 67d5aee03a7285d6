import { type Kysely, sql } from 'kysely';

const statements = [
  // A timed interview that a member practises alone.
  `create table mocks (
    workspace_id bigint not null references workspaces on delete cascade,
    id bigint generated always as identity,
    member_id text not null,
    channel_id text not null,
    spot text,
    tracks text[] not null,
    levels text[] not null,
    planned integer not null check (planned between 3 and 6),
    minutes integer not null,
    state text not null check (state in ('running', 'paused', 'done')),
    elapsed_seconds integer not null default 0,
    running_since timestamptz,
    ends_at timestamptz,
    started_at timestamptz not null,
    finished_at timestamptz,
    shared_with text,
    primary key (workspace_id, id),
    foreign key (workspace_id, channel_id) references channels deferrable,
    foreign key (workspace_id, member_id) references members deferrable,
    foreign key (workspace_id, shared_with) references members deferrable,
    check ((state = 'running') = (running_since is not null)),
    check ((state = 'running') = (ends_at is not null)),
    check ((state = 'done') = (finished_at is not null))
  )`,
  "create unique index on mocks (workspace_id, member_id) where state <> 'done'",
  "create index on mocks (ends_at) where state = 'running'",
  'create index on mocks (workspace_id, member_id, id)',

  // Its questions, each a private drop, which is answered and read like any other.
  `create table mock_questions (
    workspace_id bigint not null,
    mock_id bigint not null,
    place integer not null,
    drop_id bigint not null,
    state text not null check (state in ('asked', 'answered', 'skipped')),
    asked_after integer not null,
    seconds integer,
    primary key (workspace_id, mock_id, place),
    unique (workspace_id, drop_id),
    foreign key (workspace_id, mock_id) references mocks on delete cascade,
    foreign key (workspace_id, drop_id) references drops deferrable,
    check ((state = 'asked') = (seconds is null))
  )`,

  // What was said to the follow-ups.
  `create table mock_replies (
    workspace_id bigint not null,
    mock_id bigint not null,
    place integer not null,
    point text not null,
    question text not null,
    reply text not null,
    verdict text not null check (verdict in ('covered', 'unsure', 'missing')),
    replied_at timestamptz not null,
    primary key (workspace_id, mock_id, place, point),
    foreign key (workspace_id, mock_id, place) references mock_questions on delete cascade
  )`,

  // What mentors say of mocks that were shared with them.
  `create table mock_comments (
    workspace_id bigint not null,
    mock_id bigint not null,
    token text not null,
    mentor_id text not null,
    text text not null,
    said_at timestamptz not null,
    primary key (workspace_id, mock_id, token),
    foreign key (workspace_id, mock_id) references mocks on delete cascade,
    foreign key (workspace_id, mentor_id) references members deferrable
  )`,

  // The kind of post in which its author sees what the coach says of it.
  "alter table answers add shown_as text not null default 'feedback'",
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table answers drop shown_as`.execute(db);
  await sql`drop table mock_comments, mock_replies, mock_questions, mocks`.execute(db);
}
