import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { checkOpenAi } from '../../adapters/openai/doctor.ts';
import { freePort } from '../support/free-port.ts';

const asked: string[] = [];

/** A server that answers every request so, and only to the right key. */
async function server(status: number, body: unknown = {}) {
  const one = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.setHeader('content-type', 'application/json');
    response.writeHead(status).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(one, 'listening');
  onTestFinished(() => {
    one.close();
    one.closeAllConnections();
  });
  return `127.0.0.1:${(one.address() as AddressInfo).port}`;
}

async function found(host: string, model = 'llama3.2'): Promise<string> {
  const settings = { apiKey: 'sk-secret', baseUrl: `http://${host}/v1`, model, price: undefined };
  const [check] = await checkOpenAi(settings);
  return `${check?.ok}: ${check?.say.replace(host, 'SERVER')}${check?.mend ? ` → ${check.mend}` : ''}`;
}

const models = { object: 'list', data: [{ id: 'llama3.2:latest' }, { id: 'qwen3' }] };

test('the key and the model are checked by the list of models, which costs nothing', async () => {
  const host = await server(200, models);
  expect(await found(host)).toBe('good: llama3.2 at SERVER');
  expect(asked).toEqual(['GET /v1/models Bearer sk-secret']);
  expect(await found(host, 'gpt-9')).toBe(
    'bad: SERVER does not list gpt-9 → Set OPENAI_MODEL to one that it offers, as in llama3.2:latest, qwen3.',
  );
});

test.each([
  [401, /^bad: SERVER refuses the key \(HTTP 401\) → Set OPENAI_API_KEY/],
  [404, /^off: SERVER lists no models at \/v1\/models: llama3.2 is not checked/],
  [500, /^bad: SERVER answers with HTTP 500/],
])('HTTP %s', async (status, expected) => {
  const said = await found(await server(status));
  expect(said).toMatch(expected);
  expect(said).not.toContain('secret');
});

test('a server that is away, and none at all', async () => {
  expect(await found(`127.0.0.1:${await freePort()}`)).toMatch(/can’t be reached \(ECONNREFUSED\) → Is it/);
  expect(await checkOpenAi(undefined)).toMatchObject([
    { ok: 'off', say: 'not configured: the rubric coach speaks' },
  ]);
});
