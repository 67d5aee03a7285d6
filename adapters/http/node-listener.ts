import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';

/** Requests below `path` answered by a listener of Node's own kind, as libraries bring them. */
export function nodeRoutes(
  path: string,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.all(`${path}/*`, (c) => {
    // Hono answers HEAD by itself, from what GET gives: that would be a second answer.
    if (c.req.method === 'HEAD') return c.body(null, 405);
    listener(c.env.incoming, c.env.outgoing as ServerResponse);
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}
