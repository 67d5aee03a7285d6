import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { Hono } from 'hono';
import { activeThreads, guildObject, withOwnMember } from '../guild-payload.ts';
import { channelsIn, isThread, joinedGuild, memberOf } from '../lookup.ts';
import { problem } from '../problem.ts';
import { channelIn, type Environment } from './environment.ts';

export const guilds = new Hono<Environment>()
  .get('/guilds/:guild', (c) => c.json(guildObject(joinedGuild(c.env.world, c.req.param('guild')))))
  .get('/guilds/:guild/channels', (c) => {
    const { id } = joinedGuild(c.env.world, c.req.param('guild'));
    return c.json(channelsIn(c.env.world, id).filter((channel) => !isThread(channel)));
  })
  .get('/guilds/:guild/roles', (c) =>
    c.json([...joinedGuild(c.env.world, c.req.param('guild')).roles.values()]),
  )
  .get('/guilds/:guild/emojis', (c) => c.json(joinedGuild(c.env.world, c.req.param('guild')).emojis))
  .get('/guilds/:guild/members', (c) => {
    const { members } = joinedGuild(c.env.world, c.req.param('guild'));
    if (!(c.env.world.allowedIntents & GatewayIntentBits.GuildMembers)) throw problem('missingAccess');
    const after = BigInt(c.req.query('after') ?? 0);
    const rest = [...members.values()].filter(({ user }) => BigInt(user.id) > after);
    return c.json(rest.slice(0, Number(c.req.query('limit') ?? 1)));
  })
  .get('/guilds/:guild/members/search', (c) => {
    const { members } = joinedGuild(c.env.world, c.req.param('guild'));
    const query = (c.req.query('query') ?? '').toLowerCase();
    const found = [...members.values()].filter(({ user, nick }) =>
      [user.username, nick ?? ''].some((name) => name.toLowerCase().startsWith(query)),
    );
    return c.json(found.slice(0, Number(c.req.query('limit') ?? 1)));
  })
  .get('/guilds/:guild/members/:user', (c) => {
    const { id } = joinedGuild(c.env.world, c.req.param('guild'));
    return c.json(memberOf(c.env.world, id, c.req.param('user')));
  })
  .get('/guilds/:guild/threads/active', (c) => {
    const { id } = joinedGuild(c.env.world, c.req.param('guild'));
    const threads = activeThreads(c.env.world, id);
    return c.json({ threads, members: threads.flatMap(({ member }) => member ?? []) });
  })
  .get('/channels/:channel/threads/archived/public', (c) => {
    const parent = channelIn(c, PermissionFlagsBits.ReadMessageHistory);
    const archived = [...c.env.world.channels.values()].filter(
      (one) => one.parent_id === parent.id && isThread(one) && one.thread_metadata.archived,
    );
    const threads = archived.map((thread) => withOwnMember(c.env.world, thread));
    return c.json({ threads, members: [], has_more: false });
  });
