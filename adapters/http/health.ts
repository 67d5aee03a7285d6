import { Hono } from 'hono';

/** Named checks of what this process depends on; a check rejects when its part is away. */
export type Checks = Readonly<Record<string, () => Promise<unknown>>>;

/** By its name one can tell it from whatever else may answer at an address. */
const health = { status: 'ok', service: 'whetstone' } as const;

/** Whether this is what `/healthz` says. */
export function isOurs(body: unknown): boolean {
  return body !== null && typeof body === 'object' && 'service' in body && body.service === health.service;
}

/**
 * `/healthz`: the process answers. `/readyz`: everything it depends on does too, each by name. Chat platforms are
 * listed with the rest, and why one is away; meanwhile the process is as useful as any other to those that are not.
 *
 * @param platforms say why they are away, as a sentence
 */
export function healthRoutes(
  checks: Checks,
  platforms: Readonly<Record<string, () => string | undefined>> = {},
): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json(health));
  app.get('/readyz', async (c) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await answers(check)] as const),
    );
    const isReady = results.every(([, ok]) => ok);
    const problems = Object.entries(platforms).map(([name, problem]) => [name, problem()] as const);
    const chats = problems.map(([name, problem]) => [name, problem === undefined] as const);
    const parts = Object.fromEntries([...results, ...chats].map(([name, ok]) => [name, ok ? 'ok' : 'away']));
    const away = problems.filter(([, problem]) => problem !== undefined);
    const why = away.length > 0 ? { problems: Object.fromEntries(away) } : {};
    return c.json({ status: isReady ? 'ok' : 'away', ...parts, ...why }, isReady ? 200 : 503);
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
