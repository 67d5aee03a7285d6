import { Hono } from 'hono';
import type { Page } from '../view/layout.ts';
import { mockPage, mocksPage } from '../view/mocks.ts';
import { actorIn, type Env, type Playground, type Visit } from '../visit.ts';
import { notFound } from './respond.ts';

/** Reports of mock interviews, to read and to keep. */
export function mockRoutes({ core }: Playground, page: Page): Hono<Env> {
  const app = new Hono<Env>();
  const viewerOf = (visit: Visit) => actorIn(visit, visit.channels[0]?.id ?? '');

  app.get('/mocks', async (c) => {
    const visit = c.get('visit');
    const body = mocksPage(await core.mocks(viewerOf(visit)), visit);
    return c.html(page({ title: 'Mock interviews', viewer: visit.viewer, body }));
  });

  app.get('/mocks/:id', async (c) => {
    const visit = c.get('visit');
    const report = await core.mockReport(viewerOf(visit), c.req.param('id'));
    if (!report) return notFound(c, page, 'This report');
    const body = mockPage(c.req.param('id'), report.card, visit);
    return c.html(page({ title: 'Mock interview', viewer: visit.viewer, body }));
  });

  app.get('/mocks/:id/report.md', async (c) => {
    const report = await core.mockReport(viewerOf(c.get('visit')), c.req.param('id'));
    if (!report) return notFound(c, page, 'This report');
    return c.body(report.markdown, 200, {
      'Content-Type': 'text/markdown; charset=utf-8',
      'Content-Disposition': 'attachment; filename="mock-interview.md"',
    });
  });

  return app;
}
