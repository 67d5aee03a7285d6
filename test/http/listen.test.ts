import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { expect, test, vi } from 'vitest';
import { listen } from '../../adapters/http/listen.ts';

/** A browser's connection: it stays open for the next request. */
function send(address: string, path: string): Socket {
  const { port, host } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n\r\n`);
  return socket;
}

async function took(work: Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
}

test('until it has an app, it says that it is starting', async () => {
  const server = await listen('127.0.0.1', 0);
  const response = await fetch(server.address);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('starting');
  server.use(new Hono().get('/', (c) => c.text('here')));
  expect(await (await fetch(server.address)).text()).toBe('here');
  await server.close();
});

test('closing finishes the request in hand, and doesn’t wait for the next on its connection', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const begun = vi.fn();
  const server = await listen('127.0.0.1', 0);
  server.use(
    new Hono().get('/slow', async (c) => {
      begun();
      await released;
      return c.text('done');
    }),
  );
  const socket = send(server.address, '/slow');
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  await vi.waitFor(() => expect(begun).toHaveBeenCalled());
  const ended = once(socket, 'close');
  const closed = server.close();
  release();
  expect(await took(closed)).toBeLessThan(1000);
  await ended;
  expect(answer).toContain('done');
});

test('closing gives up on a request that doesn’t end', async () => {
  const begun = vi.fn();
  const server = await listen('127.0.0.1', 0);
  server.use(
    new Hono().get('/stuck', () => {
      begun();
      return new Promise<Response>(() => undefined);
    }),
  );
  const socket = send(server.address, '/stuck');
  await vi.waitFor(() => expect(begun).toHaveBeenCalled());
  expect(await took(server.close())).toBeLessThan(5000);
  socket.destroy();
});
