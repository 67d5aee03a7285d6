import { type Kysely, sql } from 'kysely';

/**
 * Every table that a workspace owns begins its primary key with `workspace_id`, and refers to its neighbours by
 * composite keys: a row can't point into another workspace.
 */
const statements = [
  `create table workspaces (
    id bigint generated always as identity primary key,
    platform text not null check (platform in ('slack', 'discord', 'web')),
    external_id text not null,
    name text not null,
    settings jsonb not null default '{}',
    created_at timestamptz not null default now(),
    unique (platform, external_id)
  )`,

  `create table channels (
    workspace_id bigint not null references workspaces on delete cascade,
    id text not null,
    name text not null,
    problem text,
    primary key (workspace_id, id)
  )`,

  `create table members (
    workspace_id bigint not null references workspaces on delete cascade,
    id text not null,
    name text not null,
    is_mentor boolean not null default false,
    feedback text check (feedback in ('thread', 'private')),
    primary key (workspace_id, id)
  )`,

  `create table tracks (
    id text primary key,
    title text not null,
    description text not null,
    preparation_tips jsonb not null,
    related jsonb not null,
    retired_at timestamptz
  )`,

  `create table questions (
    id text primary key,
    track_id text not null references tracks,
    category text not null,
    level text not null,
    position integer not null,
    revision integer not null,
    retired_at timestamptz
  )`,
  'create index on questions (track_id, position)',

  `create table question_revisions (
    question_id text not null references questions,
    revision integer not null,
    content jsonb not null,
    created_at timestamptz not null,
    primary key (question_id, revision)
  )`,

  `create table schedules (
    workspace_id bigint not null,
    channel_id text not null,
    days smallint[] not null check (days <@ '{1,2,3,4,5,6,7}' and cardinality(days) > 0),
    at time not null,
    time_zone text not null,
    tracks text[] not null,
    levels text[] not null,
    categories text[] not null,
    reveal_after_minutes integer not null check (reveal_after_minutes > 0),
    leaderboard_day smallint check (leaderboard_day between 1 and 7),
    paused_at timestamptz,
    next_slot_at timestamptz not null,
    updated_by text,
    updated_at timestamptz not null,
    primary key (workspace_id, channel_id),
    foreign key (workspace_id, channel_id) references channels on delete cascade,
    foreign key (workspace_id, updated_by) references members
  )`,
  'create index on schedules (next_slot_at) where paused_at is null',

  `create table drops (
    workspace_id bigint not null,
    id bigint generated always as identity,
    channel_id text not null,
    source text not null check (source in ('schedule', 'request', 'private')),
    slot timestamp,
    requested_by text,
    question_id text,
    question_revision integer,
    state text not null check (state in ('due', 'open', 'missed', 'skipped')),
    message text,
    reveal_after_minutes integer not null,
    opened_at timestamptz,
    reveal_at timestamptz,
    revealed_at timestamptz,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, channel_id, slot),
    foreign key (workspace_id, channel_id) references channels on delete cascade,
    foreign key (workspace_id, requested_by) references members,
    foreign key (question_id, question_revision) references question_revisions,
    check ((source = 'schedule') = (slot is not null)),
    check (state in ('missed', 'skipped') or question_revision is not null)
  )`,
  'create index on drops (workspace_id, channel_id, question_id)',
  `create index on drops (workspace_id, requested_by, question_id) where source = 'private'`,
  'create unique index on drops (workspace_id, channel_id, message)',
  `create index on drops (workspace_id, slot) where state = 'open' and slot is not null`,
  `create index on drops (reveal_at) where reveal_at is not null and revealed_at is null`,

  `create table answers (
    workspace_id bigint not null,
    id bigint generated always as identity,
    drop_id bigint not null,
    channel_id text not null,
    member_id text not null,
    message text,
    is_private boolean not null,
    state text not null check (state in ('standing', 'withdrawn')),
    revision integer not null,
    day date not null,
    score integer,
    votes integer not null default 0,
    feedback_runs integer not null default 0,
    reviewed_at timestamptz,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    unique (workspace_id, channel_id, message),
    foreign key (workspace_id, drop_id) references drops on delete cascade,
    foreign key (workspace_id, member_id) references members,
    check (is_private = (message is null))
  )`,
  `create unique index answers_one_standing on answers (workspace_id, drop_id, member_id) where state = 'standing'`,
  `create index on answers (workspace_id, member_id, day) where state = 'standing'`,
  `create index on answers (workspace_id, created_at)
    where state = 'standing' and reviewed_at is null and not is_private`,

  `create table answer_revisions (
    workspace_id bigint not null,
    answer_id bigint not null,
    revision integer not null,
    text text not null,
    written_at timestamptz not null,
    edited_at timestamptz not null,
    primary key (workspace_id, answer_id, revision),
    foreign key (workspace_id, answer_id) references answers on delete cascade
  )`,

  `create table feedback (
    workspace_id bigint not null,
    answer_id bigint not null,
    revision integer not null,
    state text not null check (state in ('pending', 'given')),
    round integer not null default 1,
    due_at timestamptz not null,
    claimed_until timestamptz,
    attempts integer not null default 0,
    error text,
    coach text,
    score integer,
    assessment jsonb,
    given_at timestamptz,
    primary key (workspace_id, answer_id, revision),
    foreign key (workspace_id, answer_id, revision) references answer_revisions on delete cascade
  )`,
  `create index on feedback (due_at) where state = 'pending'`,

  `create table reviews (
    workspace_id bigint not null,
    id bigint generated always as identity,
    answer_id bigint not null,
    revision integer not null,
    mentor_id text not null,
    score smallint check (score between 1 and 5),
    comment text not null default '',
    approved boolean not null,
    source text not null check (source in ('form', 'reply', 'reaction')),
    source_id text not null,
    created_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, source, source_id),
    foreign key (workspace_id, answer_id, revision) references answer_revisions on delete cascade,
    foreign key (workspace_id, mentor_id) references members
  )`,
  'create index on reviews (workspace_id, answer_id)',

  `create table review_claims (
    workspace_id bigint not null,
    answer_id bigint not null,
    mentor_id text not null,
    expires_at timestamptz not null,
    primary key (workspace_id, answer_id),
    foreign key (workspace_id, answer_id) references answers on delete cascade,
    foreign key (workspace_id, mentor_id) references members
  )`,

  `create table votes (
    workspace_id bigint not null,
    answer_id bigint not null,
    voter_id text not null,
    emoji text not null,
    created_at timestamptz not null,
    primary key (workspace_id, answer_id, voter_id, emoji),
    foreign key (workspace_id, answer_id) references answers on delete cascade,
    foreign key (workspace_id, voter_id) references members
  )`,

  // Running totals, so that a leaderboard costs the same over a thousand votes and over a million.
  `create table standings (
    workspace_id bigint not null,
    scope text not null,
    period text not null,
    member_id text not null,
    votes integer not null,
    answers integer not null,
    primary key (workspace_id, scope, period, member_id),
    foreign key (workspace_id, member_id) references members
  )`,
  'create index on standings (workspace_id, scope, period, votes desc, answers desc)',

  `create table posts (
    workspace_id bigint not null,
    id bigint generated always as identity,
    kind text not null check (kind in ('drop', 'feedback', 'reveal', 'leaderboard')),
    subject text not null,
    channel_id text not null,
    thread text,
    only_for text,
    key uuid not null default gen_random_uuid(),
    state text not null check (state in ('pending', 'sending', 'sent', 'failed', 'removed')),
    message text,
    stale boolean not null default false,
    version integer not null default 1,
    attempts integer not null default 0,
    due_at timestamptz not null,
    claimed_until timestamptz,
    error text,
    created_at timestamptz not null,
    sent_at timestamptz,
    primary key (workspace_id, id),
    unique (workspace_id, kind, subject),
    unique (key),
    foreign key (workspace_id, channel_id) references channels on delete cascade,
    foreign key (workspace_id, only_for) references members
  )`,
  `create index on posts (due_at) where state in ('pending', 'sending') or stale`,
  `create index on posts (workspace_id, channel_id) where state = 'sending'`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  const tables =
    'posts standings votes review_claims reviews feedback answer_revisions answers drops schedules question_revisions questions tracks members channels workspaces';
  for (const table of tables.split(' ')) await sql.raw(`drop table ${table}`).execute(db);
}
