import type { World } from './world.ts';

export interface MemberQuery {
  readonly guild_id?: string;
  readonly query?: string;
  readonly limit?: number;
  readonly user_ids?: string | readonly string[];
  readonly nonce?: string;
}

/** For which the intent is needed. */
export const isWholeList = ({ query = '', limit = 0, user_ids }: MemberQuery): boolean =>
  user_ids === undefined && query === '' && limit === 0;

/** @see https://docs.discord.com/developers/events/gateway-events#request-guild-members */
export function memberChunks(world: World, query: MemberQuery): object[] {
  const { guild_id = '', query: beginning = '', limit = 0, user_ids, nonce } = query;
  const everyone = [...(world.guilds.get(guild_id)?.members.values() ?? [])];
  const wanted = user_ids === undefined ? undefined : [user_ids].flat();
  const found = everyone.filter(({ user }) =>
    wanted ? wanted.includes(user.id) : user.username.startsWith(beginning),
  );
  const members = limit > 0 ? found.slice(0, limit) : found;
  const count = Math.max(1, Math.ceil(members.length / 1000));
  return Array.from({ length: count }, (_, index) => ({
    guild_id,
    members: members.slice(index * 1000, (index + 1) * 1000),
    chunk_index: index,
    chunk_count: count,
    not_found: wanted?.filter((id) => !everyone.some(({ user }) => user.id === id)) ?? [],
    ...(nonce === undefined ? {} : { nonce }),
  }));
}
