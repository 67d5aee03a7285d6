import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkingBodies } from '../../adapters/slack/bodies.ts';

const now = () => Math.floor(Date.now() / 1000);
const fresh = () => ({
  'x-slack-signature': `v0=${'0'.repeat(64)}`,
  'x-slack-request-timestamp': String(now()),
});
const mb = 1024 * 1024;

let server: Server;
let port: number;
let heard: number;
let logged: string[];
const keep = (_context: object, message: string) => void logged.push(message);
const log = { info: keep, warn: keep, error: keep };
const sockets: Socket[] = [];
beforeEach(async () => {
  heard = 0;
  logged = [];
  const listener = checkingBodies((_request, response) => {
    heard += 1;
    response.end('heard');
  }, log);
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
});

/** Begins a request; what the server says of it, when it says something. */
function begin(headers: Readonly<Record<string, string>>, bytes: number, announced = bytes) {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  const lines = Object.entries({ host: 'x', 'content-length': String(announced), ...headers });
  socket.write(
    `POST /slack/events HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`,
  );
  socket.write(Buffer.alloc(bytes, ' '));
  socket.on('error', () => undefined);
  const status = once(socket, 'data').then(([data]) => Number(/^HTTP\/1\.1 (\d+)/.exec(String(data))?.[1]));
  return { socket, status };
}

test('what bears no fresh signature is refused before its body has come', async () => {
  const stale = { ...fresh(), 'x-slack-request-timestamp': String(now() - 400) };
  const odd = { ...fresh(), 'x-slack-signature': 'v0=abc' };
  for (const headers of [{}, stale, odd]) expect(await begin(headers, 0, mb / 2).status).toBe(401);
  expect(heard).toBe(0);
});

test('a body above 1 MB is refused, whether it says so or not', async () => {
  expect(await begin(fresh(), 0, 2 * mb).status).toBe(413);
  const chunked = fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: fresh(),
    body: new Blob(['{'.repeat(2 * mb)]).stream(),
    duplex: 'half',
  } as RequestInit);
  expect((await chunked).status).toBe(413);
});

test('150 large bodies that never end are cut down to 32 MB, and a small one gets through meanwhile', async () => {
  const open = Array.from({ length: 150 }, () => begin(fresh(), mb - 1024, mb));
  const first = await Promise.race(open.map(({ status }) => status));
  expect(first).toBe(503);
  const small = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: fresh(), body: '{}' });
  expect(await small.text()).toBe('heard');
  const statuses = await Promise.all(open.map(({ status }) => status));
  const refused = statuses.filter((status) => status === 503).length;
  expect(refused).toBeGreaterThanOrEqual(150 - 33);
  // The rest wait in vain, but not for long.
  expect(statuses.filter((status) => status === 408).length + refused).toBe(150);
  expect(heard).toBe(1);
  expect(logged).toEqual([expect.stringContaining('too many large ones')]);
});
