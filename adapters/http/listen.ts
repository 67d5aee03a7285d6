import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { UserError } from '../../src/base/errors.ts';

/** How long a shutdown waits for requests in hand. */
const patienceMs = 3000;

export interface RunningServer {
  /** As in `http://127.0.0.1:3000`. */
  readonly address: string;
  /** Answers with this app from now on; until then every request hears that we are starting. */
  use(app: Hono): void;
  /** Once: a second call waits for the first. */
  close(): Promise<void>;
}

/** @throws UserError when the port is taken or may not be used. */
export async function listen(host: string, port: number): Promise<RunningServer> {
  let current = new Hono().all('*', (c) => c.text('Whetstone is starting. Try again in a moment.', 503));
  const server = createAdaptorServer({ fetch: (request, env) => current.fetch(request, env) }) as Server;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new UserError(explain(cause, host, port), { cause });
  }
  let closing: Promise<void> | undefined;
  const bound = server.address();
  const realPort = typeof bound === 'object' && bound ? bound.port : port;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${shownHost}:${realPort}`,
    use: (app) => {
      current = app;
    },
    close: () => {
      closing ??= close(server);
      return closing;
    },
  };
}

/**
 * Lets requests in hand finish, but waits for nobody who is slow to read. A connection whose request ends after
 * `server.close()` would be kept open for the next one, for 6 s.
 */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(deadline);
}

function explain(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use, perhaps by another Whetstone. Stop that one, or choose another port: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES')
    return `This user isn’t allowed to use port ${port}. Choose one above 1023, for example PORT=3000.`;
  return `Can't listen on ${host}:${port} (${code}). Check HOST and PORT.`;
}
