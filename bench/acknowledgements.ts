import { setTimeout as wait } from 'node:timers/promises';
import { startChat } from './harness/chat.ts';
import { inTurns } from './harness/contest.ts';
import { asFastAsPossible, atConstantRate } from './harness/load.ts';
import type { Goal, Measurement, Sample } from './harness/measurement.ts';
import { startBare, startWhetstone, type Variables } from './harness/program.ts';
import { channel, seedDrops } from './harness/seed.ts';
import { onConnection } from './harness/site.ts';
import { type SlackSide, slackSide } from './harness/slack-side.ts';
import { quantile } from './harness/statistics.ts';

// So many a second come from many: none of them has had more questions than a busy channel has in months.
const channels = 2000;
const members = 2000;
const connections = 50;
const shown: readonly { readonly name: string; readonly share: number; readonly goal: Goal }[] = [
  { name: 'p50', share: 0.5, goal: { atMost: 1.1 } },
  { name: 'p99', share: 0.99, goal: { atMost: 1.2 } },
];

/**
 * `/interview question`, until it is acknowledged; what it asks for is done afterwards, while others come. Compared with the least
 * that does the same, and with what does nothing else.
 */
export const acknowledgements: Measurement = {
  id: 'b',
  title: 'acknowledgement of `/interview question`',
  onBothBackends: true,
  async prepare({ site, sizes, redis }) {
    const chat = await startChat();
    const environment = { ...chat.variables, ...(redis && { REDIS_URL: redis.url }), PROCESS_ROLES: 'web' };
    const whetstone = await slackSide(await site.database(), connections, (variables) =>
      startWhetstone({ ...variables, ...environment }),
    );
    const bare = async (stores: Variables) =>
      slackSide(await site.database(), connections, (variables) =>
        startBare('bare-slack', { ...variables, ...chat.variables, ...stores }),
      );
    const storing = await bare({ STORES: 'commands' });
    const acknowledging = await bare({});
    await onConnection(whetstone.database, (client) => seedDrops(client, channels, channels));
    const stored = new Map([
      [whetstone, channels],
      [storing, 0],
    ]);
    const load = async <Result>(
      side: SlackSide,
      count: number,
      send: (one: (number: number) => Promise<void>) => Promise<Result>,
    ): Promise<Result> => {
      side.requests.close();
      const result = await send((number) => side.requests.command(command(number)));
      const before = stored.get(side);
      if (before === undefined) return result;
      stored.set(side, before + count);
      await untilStored(side.database, before + count);
      return result;
    };
    // A process that has just started compiles what it does and opens connections: that is not what is measured here.
    for (const side of [whetstone, storing, acknowledging])
      await load(side, sizes.warmUp, (one) => asFastAsPossible(sizes.warmUp, 10, one));
    const measure = (side: SlackSide, perSecond: number) => () =>
      load(side, perSecond * sizes.arrivalSeconds, (one) =>
        atConstantRate(perSecond, sizes.arrivalSeconds, one),
      );
    return {
      async round(number) {
        const samples: Sample[] = [];
        for (const perSecond of sizes.arrivalsPerSecond) {
          const times = await inTurns(number, {
            whetstone: measure(whetstone, perSecond),
            storing: measure(storing, perSecond),
            acknowledging: measure(acknowledging, perSecond),
          });
          for (const { name, share, goal } of shown) {
            const what = `acknowledgement at ${perSecond}/s, ${name}`;
            const ours = { unit: 'ms', whetstone: quantile(times.whetstone, share) } as const;
            samples.push(
              { ...ours, what, goal, baseline: quantile(times.storing, share) },
              {
                ...ours,
                what: `${what}, against one that stores nothing`,
                goal: null,
                baseline: quantile(times.acknowledging, share),
              },
            );
          }
        }
        return samples;
      },
      async stop() {
        for (const side of [whetstone, storing, acknowledging]) await side.stop();
        await chat.stop();
      },
    };
  },
};

const command = (number: number) => ({
  channel_id: channel(number % channels),
  channel_name: 'practice',
  user_id: `U${number % members}`,
  text: 'question',
  trigger_id: String(number),
  response_url: 'http://127.0.0.1:9/',
});

/** The other side isn't measured while this one still works on what it has acknowledged, and nothing may be lost. */
async function untilStored(database: string, drops: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const { rows } = await onConnection(database, (client) =>
      client.query('select count(*)::int as count from drops'),
    );
    if (rows[0].count === drops) return;
    if (Date.now() > deadline) throw new Error(`${rows[0].count} questions are stored, not ${drops}`);
    await wait(100);
  }
}
