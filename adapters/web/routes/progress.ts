import { Hono } from 'hono';
import type { Page } from '../view/layout.ts';
import { progressPage } from '../view/progress.ts';
import { actorIn, type Env, type Playground, type Visit } from '../visit.ts';
import { notFound } from './respond.ts';

/** How the visitor's own practice goes. */
export function progressRoutes({ core }: Playground, page: Page): Hono<Env> {
  const app = new Hono<Env>();
  const viewerOf = (visit: Visit) => actorIn(visit, visit.channels[0]?.id ?? '');

  app.get('/progress', async (c) => {
    const visit = c.get('visit');
    const reply = await core.command(viewerOf(visit), 'stats');
    if (reply.type !== 'private') return notFound(c, page, 'This page');
    const body = progressPage(reply.card, visit);
    return c.html(page({ title: 'Your progress', viewer: visit.viewer, body }));
  });

  app.get('/pictures/:file', async (c) => {
    const name = c.req.param('file').replace(/\.png$/, '');
    const png = await core.picture(viewerOf(c.get('visit')), name);
    if (!png) return notFound(c, page, 'This picture');
    return c.body(Buffer.from(png), 200, { 'Content-Type': 'image/png' });
  });

  return app;
}
