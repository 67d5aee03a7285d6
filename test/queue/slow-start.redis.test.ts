import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openBackend } from '../../jobs/open-backend.ts';
import { startRedis } from '../support/redis.ts';

/** A way to a Redis that answers one INFO late: the `nth` that it is asked. */
async function slowLine(url: string, nth: number) {
  const { port } = new URL(url);
  let asked = 0;
  const server = createServer((incoming) => {
    const outgoing = connect(Number(port), '127.0.0.1');
    outgoing.pipe(incoming);
    incoming.on('data', (data: Buffer) => {
      if (/\binfo\b/i.test(data.toString())) asked += 1;
      if (asked !== nth) return void outgoing.write(data);
      asked += 1;
      setTimeout(() => outgoing.write(data), 1500);
    });
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { asked: () => asked, url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a Redis that is slow while the queue is made doesn’t make it useless for good', async () => {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  // The first is asked to know the server, two by the connections when they are made, the fourth by the queue.
  const { asked, url } = await slowLine(redis.url, 4);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { backend, queue } = await openBackend(url, 'postgres://nobody@nowhere/none', log);
  onTestFinished(async () => {
    await queue.close();
    await backend.close();
  });
  await queue.upsertJobScheduler('sweep', { every: 60_000 }, { name: 'sweep', data: {}, opts: {} });
  const { delayed = 0, waiting = 0 } = await queue.getJobCounts();
  expect(delayed + waiting).toBe(1);
  expect(asked()).toBeGreaterThan(4);
});
