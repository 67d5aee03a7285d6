import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackEmulator } from './emulator.ts';

export interface Router {
  /** As in `http://127.0.0.1:4000/api/`. */
  readonly apiUrl: string;
  close(): void;
}

/** One address for several Slack servers, as Slack has one for all workspaces: the token tells which is meant. */
export async function startRouter(emulators: readonly SlackEmulator[]): Promise<Router> {
  const urlOf = (token: string) => {
    // Whoever has no token yet exchanges a code for one, at the first.
    if (token === '') return emulators[0]?.url;
    return emulators.find(({ store }) => store.tokens.all().some((known) => known.token === token))?.url;
  };
  const server = createServer(async (request, response) => {
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const target = urlOf(token);
    if (!target) return void response.writeHead(200).end('{"ok":false,"error":"invalid_auth"}');
    const body = Buffer.concat(await request.toArray());
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: request.method ?? 'POST',
      headers: headers as Record<string, string>,
      ...(body.length > 0 ? { body } : {}),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    close: () => server.close(),
  };
}
