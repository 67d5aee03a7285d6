import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { whetstone } from './program.ts';

test.each([
  ['stuck', 'SIGTERM'],
  ['away', null],
])('a health check stops a process that is %s: %s', async (status, signal) => {
  const server = createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status, service: 'whetstone' }));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const patient = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(patient, 'exit');
  const { port } = server.address() as AddressInfo;
  const { code, err } = await whetstone(`health --stop=${patient.pid}`, { PORT: String(port) }).ended;
  expect(code).toBe(1);
  expect(err).toContain('answers with 503');
  patient.stdin.end();
  await ended;
  expect(patient.signalCode).toBe(signal);
});
