import { Hono } from 'hono';
import { z } from 'zod';
import { directChannel } from '../direct-channels.ts';
import { parsed } from '../form-errors.ts';
import { leaveGuild } from '../guilds.ts';
import { joinedGuild, userOf } from '../lookup.ts';
import { done, type Environment } from './environment.ts';

const recipient = z.looseObject({ recipient_id: z.string() });

export const users = new Hono<Environment>()
  .get('/users/@me', (c) => c.json(c.env.world.bot))
  .get('/users/@me/guilds', (c) => {
    const { guilds, bot } = c.env.world;
    const own = [...guilds.values()].filter(({ members }) => members.has(bot.id));
    return c.json(own.map(({ id, name, ownerId }) => ({ id, name, owner: ownerId === bot.id })));
  })
  .delete('/users/@me/guilds/:guild', (c) => {
    leaveGuild(c.env.world, joinedGuild(c.env.world, c.req.param('guild')), c.env.world.bot.id);
    return done(c);
  })
  .post('/users/@me/channels', (c) =>
    c.json(directChannel(c.env.world, parsed(recipient, c.env.body).recipient_id)),
  )
  .get('/users/:user', (c) => c.json(userOf(c.env.world, c.req.param('user'))));
