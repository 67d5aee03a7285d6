import { PermissionFlagsBits as Bits } from 'discord.js';
import { Hono } from 'hono';
import { userOf } from '../lookup.ts';
import { clearReactions, emojiOf, react, reactorsOf, unreact } from '../reactions.ts';
import { done, type Environment, messageIn } from './environment.ts';

const path = '/channels/:channel/messages/:message/reactions';

export const reactions = new Hono<Environment>()
  .put(`${path}/:emoji/@me`, (c) => {
    const { channel, message } = messageIn(c);
    react(c.env.world, c.env.world.bot.id, channel, message, c.req.param('emoji'));
    return done(c);
  })
  .delete(`${path}/:emoji/@me`, (c) => {
    const { channel, message } = messageIn(c);
    unreact(c.env.world, c.env.world.bot.id, channel, message, c.req.param('emoji'));
    return done(c);
  })
  .delete(`${path}/:emoji/:user`, (c) => {
    const { channel, message } = messageIn(c, Bits.ManageMessages);
    unreact(c.env.world, c.req.param('user'), channel, message, c.req.param('emoji'));
    return done(c);
  })
  .get(`${path}/:emoji`, (c) => {
    const { channel, message } = messageIn(c, Bits.ReadMessageHistory);
    const kind = c.req.query('type') === '1' ? 'bursts' : 'users';
    const ids = reactorsOf(message, emojiOf(c.env.world, channel, c.req.param('emoji')), kind);
    const after = BigInt(c.req.query('after') ?? 0);
    const page = [...ids]
      .sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1))
      .filter((id) => BigInt(id) > after)
      .slice(0, Number(c.req.query('limit') ?? 25));
    return c.json(page.map((id) => userOf(c.env.world, id)));
  })
  .delete(`${path}/:emoji`, (c) => {
    const { channel, message } = messageIn(c, Bits.ManageMessages);
    clearReactions(c.env.world, channel, message, c.req.param('emoji'));
    return done(c);
  })
  .delete(path, (c) => {
    const { channel, message } = messageIn(c, Bits.ManageMessages);
    clearReactions(c.env.world, channel, message);
    return done(c);
  });
