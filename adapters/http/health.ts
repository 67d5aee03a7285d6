import { Hono } from 'hono';

/** Named checks of what this process depends on; a check rejects when its part is away. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

/** `/healthz`: the process answers. `/readyz`: everything it depends on does too, each by name. */
export function healthRoutes(checks: Checks): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await answers(check)] as const),
    );
    const isReady = results.every(([, ok]) => ok);
    const parts = Object.fromEntries(results.map(([name, ok]) => [name, ok ? 'ok' : 'away']));
    return c.json({ status: isReady ? 'ok' : 'away', ...parts }, isReady ? 200 : 503);
  });
  return app;
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch {
    return false;
  }
}
