import { Hono, type MiddlewareHandler } from 'hono';
import { basicAuth } from 'hono/basic-auth';

interface Rooms {
  /** The text that Prometheus reads, with its type. */
  readonly metrics: () => Promise<{ readonly text: string; readonly type: string }>;
  /** The queue's dashboard, below `queuesPath`. */
  readonly queues: Hono;
}

export const queuesPath = '/admin/queues';

/** `/metrics` and `/admin/queues` for whoever logs in as `admin`; without a password nobody does. */
export function adminRoutes(password: string | undefined, { metrics, queues }: Rooms): Hono {
  const app = new Hono();
  const guard: MiddlewareHandler = password
    ? basicAuth({ username: 'admin', password, realm: 'Whetstone' })
    : async (c) => c.text('Set ADMIN_PASSWORD to see metrics and queues here.', 404);
  app.use('/metrics', guard);
  app.use(`${queuesPath}/*`, guard);
  app.get('/metrics', async (c) => {
    const { text, type } = await metrics();
    return c.body(text, 200, { 'content-type': type });
  });
  app.route(queuesPath, queues);
  return app;
}
