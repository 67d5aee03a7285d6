import { Hono } from 'hono';
import { describeError } from '../../src/base/errors.ts';
import type { Log } from '../../src/base/log.ts';
import type { Core } from '../../src/chat/core.ts';
import type { Db } from '../../src/database/database.ts';
import { loadAssets } from './assets.ts';
import { guards } from './guard.ts';
import type { Live } from './live.ts';
import { html } from './render/html.ts';
import { channelRoutes } from './routes/channel.ts';
import { fileRoutes } from './routes/files.ts';
import { libraryRoutes } from './routes/library.ts';
import { mockRoutes } from './routes/mocks.ts';
import { peopleRoutes } from './routes/people.ts';
import { progressRoutes } from './routes/progress.ts';
import { notFound } from './routes/respond.ts';
import { Streams } from './streams.ts';
import { createPage } from './view/layout.ts';
import { noticePage } from './view/notice.ts';
import { type Env, visiting } from './visit.ts';

export interface PlaygroundOptions {
  readonly db: Db;
  readonly core: Core;
  /** The core's id of the playground's workspace. */
  readonly workspace: string;
  readonly live: Live;
  /** Where people open it; its host is served besides localhost. */
  readonly publicUrl: string;
  readonly log: Log;
}

/** The pages of the local chat. Mount it at `/` behind every other route: it answers whatever is left. */
export async function createPlayground(options: PlaygroundOptions): Promise<Hono<Env>> {
  const { publicUrl, log } = options;
  const playground = { ...options, streams: new Streams(options.live, options.workspace) };
  const assets = await loadAssets();
  const page = createPage(assets);
  const app = new Hono<Env>();

  app.use(...guards(publicUrl));
  app.get('/assets/*', (c) => {
    const asset = assets.at(c.req.path.slice('/assets/'.length));
    if (!asset) return c.notFound();
    return c.body(asset.body, 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
  app.use(async (c, next) => {
    // Pages differ by person, and by whether htmx asks for a part.
    c.header('Cache-Control', 'no-store');
    await next();
  });
  app.use(visiting(playground));
  app.get('/', (c) => c.redirect(`/c/${encodeURIComponent(c.get('visit').channels[0]?.id ?? '')}`));
  app.route('/', channelRoutes(playground, page));
  app.route('/', peopleRoutes(playground, page));
  app.route('/', libraryRoutes(playground, page));
  app.route('/', mockRoutes(playground, page));
  app.route('/', progressRoutes(playground, page));
  app.route('/', fileRoutes(playground, page));
  app.all('*', (c) => notFound(c, page, 'This page'));

  app.onError((error, c) => {
    if ('getResponse' in error) return error.getResponse();
    log.error({ error: describeError(error), path: c.req.routePath }, 'a page failed');
    const body = noticePage(
      'Something went wrong',
      html`<p>The page could not be made. Please try again in a moment.</p>`,
    );
    return c.html(page({ title: 'Error', body }), 500);
  });
  return app;
}
