import { type Kysely, sql } from 'kysely';

const statements = [
  // Days on which a member doesn't want to practise. Those of one member don't overlap.
  `create table vacations (
    workspace_id bigint not null references workspaces on delete cascade,
    member_id text not null,
    starts_on date not null,
    ends_on date not null,
    primary key (workspace_id, member_id, starts_on),
    foreign key (workspace_id, member_id) references members deferrable,
    check (starts_on <= ends_on)
  )`,
  // What a member has done for others.
  'create index votes_given on votes (workspace_id, voter_id)',
  'create index reviews_given on reviews (workspace_id, mentor_id)',
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index reviews_given, votes_given`.execute(db);
  await sql`drop table vacations`.execute(db);
}
