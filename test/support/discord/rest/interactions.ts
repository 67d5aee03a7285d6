import { MessageFlags } from 'discord.js';
import { Hono } from 'hono';
import { answer, isEphemeral } from '../callbacks.ts';
import { parsed } from '../form-errors.ts';
import { answeredInteraction, change, followUp, responseOf, withdraw } from '../interaction-webhook.ts';
import { messageSchema } from '../message-schema.ts';
import { shown } from '../message-view.ts';
import type { PendingInteraction } from '../pending-interaction.ts';
import type { World } from '../world.ts';
import { done, type Environment } from './environment.ts';

const webhook = '/webhooks/:app/:token';

/** The token in the path is all that these need. */
export const interactions = new Hono<Environment>()
  .post('/interactions/:id/:token/callback', (c) => {
    const { world, body, uploads } = c.env;
    const found = world.interactions.get(c.req.param('token'));
    const pending = found?.start.id === c.req.param('id') ? found : undefined;
    answer(world, pending, body, uploads);
    return c.req.query('with_response') === 'true' && pending ? c.json(callbackOf(world, pending)) : done(c);
  })
  .post(webhook, (c) => {
    const { world, body, uploads } = c.env;
    const pending = answeredInteraction(world, c.req.param('app'), c.req.param('token'));
    return c.json(shown(world, followUp(world, pending, parsed(messageSchema, body), uploads)));
  })
  .get(`${webhook}/messages/:message`, (c) => {
    const pending = answeredInteraction(c.env.world, c.req.param('app'), c.req.param('token'));
    return c.json(shown(c.env.world, responseOf(pending, c.req.param('message'))));
  })
  .patch(`${webhook}/messages/:message`, (c) => {
    const { world, body, uploads } = c.env;
    const pending = answeredInteraction(world, c.req.param('app'), c.req.param('token'));
    const message = responseOf(pending, c.req.param('message'));
    return c.json(shown(world, change(world, pending, message, parsed(messageSchema, body), uploads)));
  })
  .delete(`${webhook}/messages/:message`, (c) => {
    const pending = answeredInteraction(c.env.world, c.req.param('app'), c.req.param('token'));
    withdraw(c.env.world, pending, responseOf(pending, c.req.param('message')));
    return done(c);
  });

/** @see https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-response-object */
function callbackOf(world: World, { start, callback, original }: PendingInteraction): object {
  const message = original && {
    response_message_id: original.body.id,
    response_message_loading: ((original.body.flags ?? 0) & MessageFlags.Loading) > 0,
    response_message_ephemeral: isEphemeral(original),
  };
  return {
    interaction: { id: start.id, type: start.type, channel_id: start.channel.id, ...message },
    resource: { type: callback, ...(original ? { message: shown(world, original) } : {}) },
  };
}
