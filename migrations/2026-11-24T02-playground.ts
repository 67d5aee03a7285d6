import { type Kysely, sql } from 'kysely';

/** The playground's own chat. The core knows its channels, people and messages by these ids, as text. */
const statements = [
  `create table web_channels (
    workspace_id bigint not null references workspaces on delete cascade,
    id text not null,
    name text not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id)
  )`,

  `create table web_people (
    workspace_id bigint not null references workspaces on delete cascade,
    id text not null,
    name text not null,
    role text not null check (role in ('member', 'mentor', 'admin')),
    hue smallint not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, id)
  )`,

  'create unique index on web_people (workspace_id, lower(name))',

  // Grows with every change of a message, so that a page can ask for what it has missed.
  'create sequence web_message_version',

  `create table web_messages (
    workspace_id bigint not null,
    id bigint generated always as identity,
    channel_id text not null,
    thread_id bigint,
    author_id text,
    only_for text,
    reply_to bigint,
    key text,
    text text not null,
    card jsonb,
    created_at timestamptz not null default now(),
    edited_at timestamptz,
    deleted_at timestamptz,
    version bigint not null,
    primary key (workspace_id, id),
    unique (workspace_id, channel_id, id),
    unique (workspace_id, key),
    foreign key (workspace_id, channel_id) references web_channels on delete cascade,
    foreign key (workspace_id, author_id) references web_people,
    foreign key (workspace_id, only_for) references web_people,
    foreign key (workspace_id, channel_id, thread_id) references web_messages (workspace_id, channel_id, id),
    foreign key (workspace_id, channel_id, reply_to) references web_messages (workspace_id, channel_id, id),
    check (author_id is null or card is null)
  )`,
  'create index on web_messages (workspace_id, channel_id, id) where thread_id is null',
  'create index on web_messages (workspace_id, thread_id, id) where thread_id is not null',
  'create index on web_messages (workspace_id, channel_id, version)',

  `create table web_reactions (
    workspace_id bigint not null,
    message_id bigint not null,
    emoji text not null,
    person_id text not null,
    created_at timestamptz not null default now(),
    primary key (workspace_id, message_id, emoji, person_id),
    foreign key (workspace_id, message_id) references web_messages on delete cascade,
    foreign key (workspace_id, person_id) references web_people
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['web_reactions', 'web_messages', 'web_people', 'web_channels'])
    await sql.raw(`drop table ${table}`).execute(db);
  await sql.raw('drop sequence web_message_version').execute(db);
}
