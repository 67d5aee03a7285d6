import { type Kysely, sql } from 'kysely';

/** Who is a mentor is the core's to know, in the playground as anywhere. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into members (workspace_id, id, name, is_mentor)
    select workspace_id, id, name, role = 'mentor' from web_people
    on conflict (workspace_id, id) do update set is_mentor = members.is_mentor or excluded.is_mentor`.execute(
    db,
  );
  await sql`
    alter table web_people
      add is_admin boolean not null default false,
      drop constraint web_people_role_check`.execute(db);
  await sql`update web_people set is_admin = role = 'admin'`.execute(db);
  await sql`alter table web_people drop role`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table web_people add role text`.execute(db);
  await sql`
    update web_people as person
    set role = case when is_admin then 'admin' when member.is_mentor then 'mentor' else 'member' end
    from members as member
    where member.workspace_id = person.workspace_id and member.id = person.id`.execute(db);
  await sql`
    alter table web_people
      alter role set not null,
      add constraint web_people_role_check check (role in ('member', 'mentor', 'admin')),
      drop is_admin`.execute(db);
}
