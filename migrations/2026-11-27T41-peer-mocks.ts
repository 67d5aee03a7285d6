import { type Kysely, sql } from 'kysely';

const statements = [
  // Two members who interview each other.
  `create table peer_mocks (
    workspace_id bigint not null references workspaces on delete cascade,
    id bigint generated always as identity,
    first_id text not null,
    second_id text not null,
    channel_id text not null,
    tracks text[] not null,
    levels text[] not null,
    minutes integer not null,
    state text not null check (state in ('invited', 'first', 'second', 'done', 'off')),
    turn_ends_at timestamptz,
    invited_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, channel_id) references channels deferrable,
    foreign key (workspace_id, first_id) references members deferrable,
    foreign key (workspace_id, second_id) references members deferrable,
    check (first_id <> second_id),
    check ((state in ('first', 'second')) = (turn_ends_at is not null))
  )`,
  "create index on peer_mocks (turn_ends_at) where state in ('first', 'second')",
  "create unique index on peer_mocks (workspace_id, first_id) where state in ('invited', 'first', 'second')",

  // What the interviewer asked and noted. The drop is the candidate's, so that they aren't asked the same again.
  `create table peer_questions (
    workspace_id bigint not null,
    peer_mock_id bigint not null,
    place integer not null,
    candidate_id text not null,
    drop_id bigint not null,
    state text not null check (state in ('asked', 'marked', 'skipped')),
    made text[] not null default '{}',
    comment text not null default '',
    primary key (workspace_id, peer_mock_id, place),
    foreign key (workspace_id, peer_mock_id) references peer_mocks on delete cascade,
    foreign key (workspace_id, candidate_id) references members deferrable,
    foreign key (workspace_id, drop_id) references drops deferrable
  )`,
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table peer_questions, peer_mocks`.execute(db);
}
