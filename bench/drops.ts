import { pino } from 'pino';
import { postgresBackend, redisBackend } from '../jobs/backend.ts';
import { enqueue } from '../jobs/queue.ts';
import { wakeForSlots } from '../src/schedules/wakes.ts';
import { freePort } from '../test/support/free-port.ts';
import { type Chat, startChat } from './harness/chat.ts';
import { inTurns } from './harness/contest.ts';
import type { Measurement } from './harness/measurement.ts';
import { startBare, startWhetstone } from './harness/program.ts';
import { channel, seedDrops, workspaceOf } from './harness/seed.ts';
import { onConnection } from './harness/site.ts';

/** How long before the minute the jobs are queued. */
const leadMs = 3000;
const log = pino({ enabled: false });

/** A drop to many channels at the same minute, from then until the last is in the chat. */
export const drops: Measurement = {
  id: 'c',
  title: 'a drop to many channels at the same minute',
  onBothBackends: true,
  async prepare({ site, sizes, redis }) {
    const chat = await startChat();
    const own = await site.database();
    const bare = await site.database();
    const bareRedis = redis && `${redis.url}/1`;
    const ownBackend = await (redis ? redisBackend(redis.url) : postgresBackend(own));
    const bareBackend = await (bareRedis ? redisBackend(bareRedis) : postgresBackend(bare));
    const whetstone = await startWhetstone({
      ...chat.variables,
      ...(redis && { REDIS_URL: redis.url }),
      DATABASE_URL: own,
      PORT: String(await freePort()),
      PROCESS_ROLES: 'worker',
    });
    const baseline = await startBare('bare-jobs', {
      ...chat.variables,
      ...(bareRedis && { REDIS_URL: bareRedis }),
      DATABASE_URL: bare,
    });
    const workspace = await onConnection(own, async (client) => {
      await seedDrops(client, sizes.channels, 0);
      return workspaceOf(client);
    });
    const [ownQueue, bareQueue] = await Promise.all([ownBackend.createQueue(), bareBackend.createQueue()]);
    const channels = Array.from({ length: sizes.channels }, (_, number) => channel(number));
    return {
      async round(number) {
        const rates = await inTurns(number, {
          whetstone: () =>
            dropAt(chat, channels.length, async (at) => {
              await schedule(own, workspace, at);
              await enqueue(ownQueue, log, [wakeForSlots(at)], new Date());
            }),
          baseline: () =>
            dropAt(chat, channels.length, async (at) => {
              const opts = { removeOnComplete: true, removeOnFail: true, attempts: 5 } as const;
              const backoff = { type: 'exponential', delay: 1000 } as const;
              const delay = at.getTime() - Date.now();
              const jobs = channels.map((one) => ({
                name: 'post',
                data: { channel: one },
                opts: { ...opts, backoff, delay, jobId: `${one}/${at.getTime()}` },
              }));
              await bareQueue.addBulk(jobs);
            }),
        });
        const what = `a drop to ${channels.length.toLocaleString('en')} channels`;
        return [{ what, unit: 'posts/s', goal: redis ? { atLeast: 0.8 } : { atLeast: 0.7 }, ...rates }];
      },
      async stop() {
        for (const queue of [ownQueue, bareQueue]) await queue.close();
        for (const backend of [ownBackend, bareBackend]) await backend.close();
        await whetstone.stop();
        await baseline.stop();
        await chat.stop();
      },
    };
  },
};

/** Posts a second, from the full second for which `prepare` arranges them until the last has come. */
async function dropAt(chat: Chat, count: number, prepare: (at: Date) => Promise<void>): Promise<number> {
  const at = new Date(Math.ceil((Date.now() + leadMs) / 1000) * 1000);
  const posted = chat.posted(count);
  await prepare(at);
  if (Date.now() > at.getTime()) throw new Error('the jobs were queued too late');
  return (count * 1000) / ((await posted) - at.getTime());
}

/** Every channel's schedule is due next at this instant, in UTC. */
async function schedule(database: string, workspace: string, at: Date): Promise<void> {
  await onConnection(database, (client) =>
    client.query(
      `insert into schedules (workspace_id, channel_id, days, at, time_zone, tracks, levels, categories,
        reveal_after_minutes, next_slot_at, updated_at)
      select workspace_id, id, '{1,2,3,4,5,6,7}', $2, 'UTC', '{}', '{}', '{}', 480, $3, now()
      from channels where workspace_id = $1
      on conflict (workspace_id, channel_id) do update set at = excluded.at, next_slot_at = excluded.next_slot_at`,
      [workspace, at.toISOString().slice(11, 19), at],
    ),
  );
}
