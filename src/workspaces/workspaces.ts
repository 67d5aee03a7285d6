import { sql } from 'kysely';
import { UserError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import type { PlatformName } from '../chat/platform-name.ts';
import type { Db } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { inBatches } from '../database/in-batches.ts';
import { memory } from '../database/memory.ts';
import { settingsOf } from './settings.ts';

export async function findOrCreateWorkspace(
  db: Db,
  platform: PlatformName,
  externalId: string,
  name: string,
): Promise<string> {
  const known = await db
    .selectFrom('workspaces')
    .select(['id', 'ended_at'])
    .where('platform', '=', platform)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  if (known?.ended_at === null) return known.id;
  const { id } = await db
    .insertInto('workspaces')
    .values({ platform, external_id: externalId, name })
    .onConflict((conflict) =>
      conflict.columns(['platform', 'external_id']).doUpdateSet({ name, ended_at: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Where the member answered last or was told something last, else the first workspace that knows them. */
export async function workspaceOfMember(
  db: Db,
  platform: PlatformName,
  member: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ workspace_id: string }>`
    select members.workspace_id from members join workspaces on workspaces.id = members.workspace_id
    cross join lateral (
      select max(created_at) as at from answers
      where answers.workspace_id = members.workspace_id and member_id = members.id and state = 'standing'
    ) as answered
    cross join lateral (
      select max(sent_at) as at from posts
      where posts.workspace_id = members.workspace_id and only_for = members.id
    ) as told
    where platform = ${platform} and members.id = ${member}
    order by greatest(answered.at, told.at) desc nulls last, members.workspace_id limit 1`.execute(db);
  return rows[0]?.workspace_id;
}

/** Who acts where. */
type Who = Pick<Actor, 'workspace' | 'channel' | 'channelName' | 'member' | 'memberName'>;

/** The names of those who acted lately. Another process may hear of a new name first, so it isn't kept for ever. */
const memoryOf = memory<string>({ max: 50_000, ttl: 10 * 60_000 });

/** Makes sure that who acts and where they act have rows, with the names that the platform last used for them. */
export async function rememberActor(db: Db, actor: Who): Promise<void> {
  const { workspace, channel, channelName = '', member, memberName = '' } = actor;
  const known = memoryOf(db);
  const [key, names] = [`${workspace} ${channel} ${member}`, `${channelName}\n${memberName}`];
  if (known.get(key) === names) return;
  await storeActor(db, actor);
  known.set(key, names);
}

/** Their rows may be gone: the next time they act, they are stored again. */
export function forgetActor(db: Db, { workspace, member }: Pick<Who, 'workspace' | 'member'>): void {
  const known = memoryOf(db);
  for (const key of known.keys())
    if (key.startsWith(`${workspace} `) && key.endsWith(` ${member}`)) known.delete(key);
}

const storeActor = inBatches(
  async (db: Db, actors: readonly Who[]) => {
    const given = actors.map(({ workspace, channel, channelName, member, memberName }) => {
      return { workspace, channel, channelName, member, memberName };
    });
    await sql`
    with given as materialized (
      select workspace, channel, "channelName", member, "memberName" from ${eachOf(given)}
      cross join jsonb_to_record(item) as who (workspace bigint, channel text, "channelName" text, member text, "memberName" text)
    ), channel as (${insertGiven('channels', 'channel', 'channelName')}),
    member as (${insertGiven('members', 'member', 'memberName')})
    select 1 as done`.execute(db);
    return actors.map(() => undefined);
  },
  { restMs: 50 },
);

/**
 * Stores who or what `given`, with a column `workspace`, names. Writes only what is new, since most is known, and in one
 * order, so that two that do this at once never wait for each other.
 */
export function insertGiven(table: 'channels' | 'members', id: string, name: string) {
  const [known, givenId, givenName] = [sql.table(table), sql.ref(`given.${id}`), sql.ref(`given.${name}`)];
  return sql`
    insert into ${known} (workspace_id, id, name)
    select distinct on (workspace, ${givenId}) workspace, ${givenId}, coalesce(${givenName}, ${givenId})
    from given left join ${known} on workspace_id = workspace and id = ${givenId}
    where id is null or name <> ${givenName}
    order by workspace, ${givenId}, ${givenName} nulls last
    on conflict (workspace_id, id) do update set name = excluded.name
      where excluded.name not in (${known}.name, excluded.id)`;
}

/** What a member is called, where anybody ever said. */
export async function nameOfMember(db: Db, workspace: string, member: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('members')
    .select('name')
    .where('workspace_id', '=', workspace)
    .where('id', '=', member)
    .where('name', '!=', member)
    .executeTakeFirst();
  return row?.name;
}

export async function rememberMember(
  db: Db,
  workspace: string,
  member: string,
  name?: string,
): Promise<void> {
  await db
    .insertInto('members')
    .values({ workspace_id: workspace, id: member, name: name ?? member })
    .onConflict((conflict) => {
      const target = conflict.columns(['workspace_id', 'id']);
      if (name === undefined) return target.doNothing();
      return target.doUpdateSet({ name }).where('members.name', '!=', name);
    })
    .execute();
}

/** @throws UserError while the platform doesn't say whether they are in the workspace. */
export async function isMentor(db: Db, actor: Actor): Promise<boolean> {
  if (actor.membership === 'left') return false;
  if (actor.membership === 'unknown')
    throw new UserError(
      'Whetstone can’t check at the moment whether you’re a mentor. Try again in a minute.',
    );
  if (actor.roles?.includes('mentor')) return true;
  if (await hasMentorRole(db, actor)) return true;
  const member = await db
    .selectFrom('members')
    .select('is_mentor')
    .where('workspace_id', '=', actor.workspace)
    .where('id', '=', actor.member)
    .executeTakeFirst();
  return member?.is_mentor ?? false;
}

async function hasMentorRole(db: Db, { workspace, groups = [] }: Actor): Promise<boolean> {
  if (groups.length === 0) return false;
  const { mentorRole } = await settingsOf(db, workspace);
  return mentorRole !== null && groups.includes(mentorRole);
}

export async function setMentor(db: Db, workspace: string, member: string, isMentor: boolean): Promise<void> {
  await rememberMember(db, workspace, member);
  await db
    .updateTable('members')
    .set({ is_mentor: isMentor })
    .where('workspace_id', '=', workspace)
    .where('id', '=', member)
    .execute();
}

/** @throws UserError when the actor is no admin of the workspace. */
export function requireAdmin(actor: Actor, command: string): void {
  if (actor.roles?.includes('admin')) return;
  if (!actor.roles)
    throw new UserError(
      `\`/interview ${command}\` is for admins, and Whetstone can’t check at the moment whether you are one. Try again in a minute.`,
    );
  throw new UserError(
    `\`/interview ${command}\` is for admins. Ask one of this workspace’s admins to do it.`,
  );
}
