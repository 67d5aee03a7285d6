import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Log } from '../../src/base/log.ts';
import type { Actor, Core } from '../../src/chat/core.ts';
import type { Db } from '../../src/database/database.ts';
import type { Live } from './live.ts';
import type { Names } from './render/inline.ts';
import type { Channel } from './rows.ts';
import { listChannels } from './store/channels.ts';
import { listPeople, type Person } from './store/people.ts';
import type { Reader } from './store/reader.ts';
import { unreadInChannels } from './store/unread.ts';
import type { Streams } from './streams.ts';

/** What the routes work with. */
export interface Playground {
  readonly db: Db;
  readonly core: Core;
  readonly workspace: string;
  readonly live: Live;
  readonly streams: Streams;
  readonly log: Log;
}

/** Who looks at the page, and what they could look at. */
export interface Visit extends Reader {
  readonly me: Person;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly names: Names;
  /** How many messages are new to them, by channel. */
  readonly unread: ReadonlyMap<string, number>;
}

export type Env = { Variables: { visit: Visit } };
export type Request = Context<Env>;

export const personCookie = 'person';

/** The visit of this person if there is such a person, else of the first one. */
export async function loadVisit(
  { db, workspace }: Pick<Playground, 'db' | 'workspace'>,
  personId?: string,
): Promise<Visit> {
  const [people, channels] = await Promise.all([listPeople(db, workspace), listChannels(db, workspace)]);
  const me = people.find(({ id }) => id === personId) ?? people[0];
  if (!me) throw new Error('The playground has no people: seedPlayground makes them.');
  const names: Names = {
    viewer: me.id,
    member: (id) => people.find((person) => person.id === id)?.name ?? id,
    channel: (id) => channels.find((channel) => channel.id === id)?.name ?? id,
  };
  const unread = await unreadInChannels(db, { workspace, viewer: me.id });
  return { workspace, viewer: me.id, me, people, channels, names, unread };
}

/** Finds out by the cookie who visits. */
export function visiting(playground: Playground): MiddlewareHandler<Env> {
  return async (c, next) => {
    c.set('visit', await loadVisit(playground, getCookie(c, personCookie)));
    await next();
  };
}

/** The visitor as the core knows them. */
export function actorIn(visit: Visit, channel: string): Actor {
  const { me, workspace } = visit;
  return {
    workspace,
    channel,
    channelName: visit.names.channel(channel),
    member: me.id,
    memberName: me.name,
    roles: me.isAdmin ? ['admin'] : [],
  };
}
