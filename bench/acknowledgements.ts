import { setTimeout as wait } from 'node:timers/promises';
import { startChat } from './harness/chat.ts';
import { inTurns } from './harness/contest.ts';
import { asFastAsPossible, atConstantRate } from './harness/load.ts';
import type { Goal, Measurement, Sample } from './harness/measurement.ts';
import { startBare, startWhetstone } from './harness/program.ts';
import { channel, seedDrops } from './harness/seed.ts';
import { onConnection } from './harness/site.ts';
import { type SlackSide, slackSide } from './harness/slack-side.ts';
import { quantile } from './harness/statistics.ts';

// So many a second come from many: none of them has had more questions than a busy channel has in months.
const channels = 2000;
const members = 2000;
const connections = 50;
const shown: readonly { readonly name: string; readonly share: number; readonly goal: Goal | null }[] = [
  { name: 'p50', share: 0.5, goal: null },
  { name: 'p99', share: 0.99, goal: { atMost: 1.5 } },
];

/** `/interview question`, until it is acknowledged; what it asks for is done afterwards, while others come. */
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
    const baseline = await slackSide(await site.database(), connections, (variables) =>
      startBare('bare-slack', { ...variables, ...chat.variables }),
    );
    await onConnection(whetstone.database, (client) => seedDrops(client, channels, channels));
    let asked = channels;
    const measure = async (side: SlackSide, perSecond: number) => {
      side.requests.close();
      return atConstantRate(perSecond, sizes.arrivalSeconds, (number) =>
        side.requests.command(command(number)),
      );
    };
    // A process that has just started compiles what it does and opens connections: that is not what is measured here.
    for (const side of [whetstone, baseline])
      await asFastAsPossible(sizes.warmUp, 10, (number) => side.requests.command(command(number)));
    asked += sizes.warmUp;
    await untilStored(whetstone.database, asked);
    const askWhetstone = async (perSecond: number) => {
      const latencies = await measure(whetstone, perSecond);
      asked += latencies.length;
      await untilStored(whetstone.database, asked);
      return latencies;
    };
    return {
      async round(number) {
        const samples: Sample[] = [];
        for (const perSecond of sizes.arrivalsPerSecond) {
          const { whetstone: ours, baseline: theirs } = await inTurns(
            number,
            () => askWhetstone(perSecond),
            () => measure(baseline, perSecond),
          );
          for (const { name, share, goal } of shown) {
            const what = `acknowledgement at ${perSecond}/s, ${name}`;
            const times = { whetstone: quantile(ours, share), baseline: quantile(theirs, share) };
            samples.push({ what, unit: 'ms', goal, ...times });
          }
        }
        return samples;
      },
      async stop() {
        await whetstone.stop();
        await baseline.stop();
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
