import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Problem, problem } from '../problem.ts';
import { applications } from './applications.ts';
import { channels } from './channels.ts';
import type { Environment } from './environment.ts';
import { guilds } from './guilds.ts';
import { interactions } from './interactions.ts';
import { messages } from './messages.ts';
import { reactions } from './reactions.ts';
import { threads } from './threads.ts';
import { users } from './users.ts';

const resources = [users, applications, guilds, channels, messages, reactions, threads];

const v10 = new Hono<Environment>().route('/', interactions).use(async (c, next) => {
  if (c.req.header('authorization') !== `Bot ${c.env.world.token}`) throw problem('unauthorized');
  await next();
});
v10.get('/gateway/bot', (c) =>
  c.json({
    url: c.env.world.gatewayUrl,
    shards: c.env.world.shards,
    session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 16 },
  }),
);
for (const resource of resources) v10.route('/', resource);

/** @see https://docs.discord.com/developers/reference */
export const api = new Hono<Environment>()
  .route('/api/v10', v10)
  .get('/attachments/*', (c) => {
    const upload = c.env.world.uploads.get(new URL(c.req.url).pathname);
    if (!upload) throw problem('notFound');
    return c.body(new Uint8Array(upload.bytes), 200, { 'content-type': upload.type });
  })
  .notFound((c) => c.json(problem('notFound'), 404))
  .onError((error, c) => {
    if (error instanceof Problem) return c.json(error.toJSON(), error.status as ContentfulStatusCode);
    c.env.world.failures.push(error);
    return c.json({ message: '500: Internal Server Error', code: 0 }, 500);
  });
