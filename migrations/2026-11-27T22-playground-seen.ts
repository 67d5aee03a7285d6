import { type Kysely, sql } from 'kysely';

/** Up to which message somebody has looked at a channel (thread 0) or a thread. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table web_seen (
    workspace_id bigint not null,
    person_id text not null,
    channel_id text not null,
    thread_id bigint not null,
    message_id bigint not null,
    primary key (workspace_id, person_id, channel_id, thread_id),
    foreign key (workspace_id, person_id) references web_people,
    foreign key (workspace_id, channel_id) references web_channels on delete cascade
  )`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table web_seen`.execute(db);
}
