import { Hono } from 'hono';
import type { Page } from '../view/layout.ts';
import type { Env, Playground } from '../visit.ts';
import { notFound } from './respond.ts';

const isKey = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Files that Whetstone sent to the visitor alone. */
export function fileRoutes({ db }: Playground, page: Page): Hono<Env> {
  const app = new Hono<Env>();

  app.get('/files/:key', async (c) => {
    const { workspace, viewer } = c.get('visit');
    const key = c.req.param('key');
    const file = isKey.test(key)
      ? await db
          .selectFrom('web_files')
          .innerJoin('web_messages', (join) =>
            join
              .onRef('web_messages.workspace_id', '=', 'web_files.workspace_id')
              .onRef('web_messages.key', '=', 'web_files.key'),
          )
          .select(['web_files.name', 'web_files.media_type', 'web_files.bytes'])
          .where('web_files.workspace_id', '=', workspace)
          .where('web_files.key', '=', key)
          .where('web_messages.only_for', '=', viewer)
          .where('web_messages.deleted_at', 'is', null)
          .executeTakeFirst()
      : undefined;
    if (!file) return notFound(c, page, 'This file');
    return c.body(new Uint8Array(file.bytes), 200, {
      'Content-Type': file.media_type,
      'Content-Disposition': `attachment; filename="${file.name}"`,
    });
  });

  return app;
}
