import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';

/** Checks of what this process depends on; a check rejects when its part is away. */
export type Checks = Readonly<Record<keyof typeof says, () => Promise<unknown>>>;

/** By its name one can tell it from whatever else may answer at an address. */
const health = { status: 'ok', service: 'whetstone' } as const;

/** Whether this is what `/healthz` says. */
export function isOurs(body: unknown): boolean {
  return body !== null && typeof body === 'object' && 'service' in body && body.service === health.service;
}

/** Whoever asks how we are doesn't wait for what hangs. */
const patienceMs = 1500;

/** A process for which nothing has worked for so long is better started again. */
const stuckMs = 60_000;

const says = {
  database:
    'The database doesn’t answer. Is it running, can it be reached, and does something hold its tables locked?',
  queue: 'The queue doesn’t answer. Is its server running, and can it be reached? Work waits until it does.',
} as const;

/**
 * `/healthz`: the process answers, and the database has within the last minute; else it is to be started again. `/readyz`:
 * everything it depends on does too, each by name, and why it doesn't. Chat platforms are listed with the rest; while one is
 * away the process is as useful as any other to those that are not.
 *
 * @param platforms say why they are away, as a sentence
 */
export function healthRoutes(
  checks: Checks,
  platforms: Readonly<Record<string, () => string | undefined>> = {},
): Hono {
  const app = new Hono();
  const asks = { database: limited(checks.database), queue: limited(checks.queue) };
  let failingSince: number | undefined;
  app.get('/healthz', async (c) => {
    const isWell = await asks.database();
    failingSince = isWell ? undefined : (failingSince ?? performance.now());
    if (failingSince === undefined || performance.now() - failingSince < stuckMs) return c.json(health);
    return c.json({ ...health, status: 'stuck', problem: says.database }, 503);
  });
  app.get('/readyz', async (c) => {
    const [database, queue] = await Promise.all([asks.database(), asks.queue()]);
    const isReady = database && queue;
    const own = [
      ['database', database ? undefined : says.database],
      ['queue', queue ? undefined : says.queue],
    ] as const;
    const all = [...own, ...Object.entries(platforms).map(([name, problem]) => [name, problem()] as const)];
    const parts = Object.fromEntries(
      all.map(([name, problem]) => [name, problem === undefined ? 'ok' : 'away']),
    );
    const away = all.filter(([, problem]) => problem !== undefined);
    const why = away.length > 0 ? { problems: Object.fromEntries(away) } : {};
    return c.json({ status: isReady ? 'ok' : 'away', ...parts, ...why }, isReady ? 200 : 503);
  });
  return app;
}

/** Whether what it checks answers in time. One check at a time: more would only queue up behind what hangs. */
function limited(check: () => Promise<unknown>): () => Promise<boolean> {
  let underWay: Promise<boolean> | undefined;
  return async () => {
    underWay ??= check()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        underWay = undefined;
      });
    const enough = new AbortController();
    const late = wait(patienceMs, false, { signal: enough.signal }).catch(() => false);
    try {
      return await Promise.race([underWay, late]);
    } finally {
      enough.abort();
    }
  };
}
