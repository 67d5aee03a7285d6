import { type Kysely, sql } from 'kysely';

/**
 * A question's owner is a workspace, or 0 for everybody: part of its key, so that two workspaces can use the same id,
 * and part of what a drop refers to, so that a drop can't get another workspace's question.
 */
const statements = [
  'alter table drops drop constraint drops_question_id_question_revision_fkey',
  'alter table question_revisions drop constraint question_revisions_question_id_fkey',

  `alter table questions
    add owner bigint not null default 0,
    add workspace_id bigint generated always as (nullif(owner, 0)) stored references workspaces on delete cascade,
    add origin text not null default 'shipped' check (origin in ('shipped', 'imported', 'suggested')),
    drop constraint questions_pkey,
    add primary key (owner, id),
    add check (owner = 0 or origin <> 'shipped')`,
  'alter table questions alter origin drop default',
  'create index on questions (workspace_id) where workspace_id is not null',
  `alter table tracks add origin text not null default 'shipped' check (origin in ('shipped', 'imported'))`,
  'alter table tracks alter origin drop default',

  `alter table question_revisions
    add owner bigint not null default 0,
    add search tsvector generated always as (
      setweight(to_tsvector('english', content ->> 'prompt'), 'A') ||
      setweight(to_tsvector('english', translate(content ->> 'id', '/-', '  ')), 'B') ||
      setweight(to_tsvector('english', content -> 'tags'), 'B') ||
      setweight(to_tsvector('english', jsonb_path_query_array(content, '$.key_points[*].text')), 'C')
    ) stored,
    drop constraint question_revisions_pkey,
    add primary key (owner, question_id, revision),
    add foreign key (owner, question_id) references questions on delete cascade`,
  'create index on question_revisions using gin (search)',

  'alter table drops add question_owner bigint check (question_owner in (0, workspace_id))',
  'update drops set question_owner = 0 where question_id is not null',
  `alter table drops
    add check ((question_owner is null) = (question_id is null)),
    add foreign key (question_owner, question_id, question_revision) references question_revisions`,

  // A question that a member would like the workspace to have.
  `create table suggestions (
    workspace_id bigint not null references workspaces on delete cascade,
    id bigint generated always as identity,
    token text not null,
    channel_id text not null,
    member_id text not null,
    content jsonb not null,
    state text not null check (state in ('waiting', 'approved', 'declined', 'withdrawn')),
    reason text not null default '',
    created_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    question_owner bigint check (question_owner = workspace_id),
    question_id text,
    primary key (workspace_id, id),
    unique (workspace_id, token),
    foreign key (workspace_id, channel_id) references channels on delete cascade,
    foreign key (workspace_id, member_id) references members,
    foreign key (workspace_id, decided_by) references members,
    foreign key (question_owner, question_id) references questions on delete cascade,
    check ((state = 'approved') = (question_id is not null)),
    check ((question_owner is null) = (question_id is null))
  )`,
  `create index on suggestions (workspace_id, id) where state = 'waiting'`,
  'create index on suggestions (workspace_id, member_id)',
  `alter table posts
    drop constraint posts_kind_check,
    add check (kind in ('drop', 'feedback', 'reveal', 'leaderboard', 'suggestion'))`,

  // A workspace does without a question, its own or one of everybody's.
  `create table retirements (
    workspace_id bigint not null references workspaces on delete cascade,
    question_owner bigint not null check (question_owner in (0, workspace_id)),
    question_id text not null,
    retired_by text not null,
    retired_at timestamptz not null,
    primary key (workspace_id, question_owner, question_id),
    foreign key (workspace_id, retired_by) references members,
    foreign key (question_owner, question_id) references questions on delete cascade
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table retirements`.execute(db);
  await sql`drop table suggestions`.execute(db);
  await sql`delete from posts where kind = 'suggestion'`.execute(db);
  await sql`alter table posts
    drop constraint posts_kind_check,
    add check (kind in ('drop', 'feedback', 'reveal', 'leaderboard'))`.execute(db);
  await sql`alter table drops drop question_owner`.execute(db);
  await sql`delete from drops where question_id in (select id from questions where owner <> 0)`.execute(db);
  await sql`delete from questions where owner <> 0`.execute(db);
  await sql`alter table question_revisions drop search, drop owner, add primary key (question_id, revision)`.execute(
    db,
  );
  await sql`alter table questions drop workspace_id, drop origin, drop owner, add primary key (id)`.execute(
    db,
  );
  await sql`alter table question_revisions add foreign key (question_id) references questions`.execute(db);
  await sql`alter table drops
    add foreign key (question_id, question_revision) references question_revisions`.execute(db);
  await sql`alter table tracks drop origin`.execute(db);
}
