import { type Kysely, sql } from 'kysely';

const statements = [
  // Why another coach than the configured one spoke, what the second opinion was, and what the model had been told.
  `alter table feedback
    add stand_in_for text check (stand_in_for in ('budget', 'calls')),
    add second_score integer,
    add cache_key text`,
  'create index feedback_cache on feedback (workspace_id, cache_key) where cache_key is not null',

  // The two coaches disagree: a mentor should look first.
  'alter table answers add is_disputed boolean not null default false',
  `create index answers_disputed on answers (workspace_id, created_at)
    where is_disputed and state = 'standing' and reviewed_at is null and not is_private`,

  // One row a call; while it runs its tokens are those that it may need at the most.
  `create table coach_calls (
    workspace_id bigint not null,
    id bigint generated always as identity,
    member_id text not null,
    answer_id bigint not null,
    purpose text not null check (purpose in ('feedback', 'conversation')),
    model text not null,
    day date not null,
    input_tokens integer not null,
    output_tokens integer not null,
    cost_micro_usd bigint,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, member_id) references members,
    foreign key (workspace_id, answer_id) references answers on delete cascade
  )`,
  'create index on coach_calls (workspace_id, day, member_id)',

  // What a member said to a follow-up question, and what the coach said to that.
  `create table conversation_turns (
    workspace_id bigint not null,
    answer_id bigint not null,
    turn smallint not null check (turn between 1 and 3),
    revision integer not null,
    question text not null,
    said text not null,
    replied text,
    next_question text,
    state text not null check (state in ('pending', 'given')),
    due_at timestamptz not null,
    claimed_until timestamptz,
    attempts integer not null default 0,
    error text,
    asked_at timestamptz not null,
    given_at timestamptz,
    primary key (workspace_id, answer_id, turn),
    foreign key (workspace_id, answer_id, revision) references answer_revisions on delete cascade
  )`,
  `create index on conversation_turns (due_at) where state = 'pending'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['conversation_turns', 'coach_calls']) await sql.raw(`drop table ${table}`).execute(db);
  await sql`drop index answers_disputed`.execute(db);
  await sql`alter table answers drop is_disputed`.execute(db);
  await sql`alter table feedback drop stand_in_for, drop second_score, drop cache_key`.execute(db);
}
