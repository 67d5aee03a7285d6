import { startChat } from './harness/chat.ts';
import { atConstantRate, oneByOne } from './harness/load.ts';
import type { Measurement, Sample } from './harness/measurement.ts';
import { startWhetstone } from './harness/program.ts';
import { answerText, channel, seedDrops, thread } from './harness/seed.ts';
import { onConnection } from './harness/site.ts';
import { type SlackSide, slackSide } from './harness/slack-side.ts';
import { quantile } from './harness/statistics.ts';

const channels = 20;
const members = 20;

/** A reply in a thread, until the offline coach's feedback is in the chat. */
export const answerToFeedback: Measurement = {
  id: 'f',
  title: 'an answer, until its feedback is in the chat',
  onBothBackends: true,
  async prepare({ site, sizes, redis }) {
    const chat = await startChat();
    const database = await site.database();
    const environment = {
      ...chat.variables,
      ...(redis && { REDIS_URL: redis.url }),
      PROCESS_ROLES: 'web,worker',
    };
    const start = () =>
      slackSide(database, 50, (variables) => startWhetstone({ ...variables, ...environment }));
    // The first start migrates and fills the cache of compiled code.
    await (await start()).stop();
    let answered = 0;
    /** Each answer is in a thread of its own, by which its feedback is recognised. */
    const answersTo = async ({ requests }: SlackSide, count: number) => {
      const first = answered;
      answered += count;
      await onConnection(database, (client) => seedDrops(client, channels, count, first));
      requests.close();
      return async (number: number) => {
        const drop = first + number;
        await requests.event(`Ev${drop}`, {
          type: 'message',
          channel: channel(drop % channels),
          user: `U${drop % members}`,
          text: answerText,
          ts: `1900000000.${String(drop).padStart(6, '0')}`,
          thread_ts: thread(drop),
        });
        await chat.postedIn(thread(drop));
      };
    };
    return {
      async round() {
        const whetstone = await start();
        try {
          const first = await oneByOne(1, await answersTo(whetstone, 1));
          const alone = await oneByOne(sizes.answersAlone, await answersTo(whetstone, sizes.answersAlone));
          const samples = [sample('first after a start', first, 0.5), ...typical('alone', alone)];
          for (const perSecond of sizes.answersPerSecond) {
            const answer = await answersTo(whetstone, perSecond * sizes.answerSeconds);
            const times = await atConstantRate(perSecond, sizes.answerSeconds, answer);
            samples.push(...typical(`${perSecond}/s`, times));
          }
          return samples;
        } finally {
          await whetstone.stop();
        }
      },
      stop: () => chat.stop(),
    };
  },
};

const typical = (how: string, times: readonly number[]) => [
  sample(`${how}, p50`, times, 0.5),
  sample(`${how}, p99`, times, 0.99),
];

function sample(how: string, times: readonly number[], share: number): Sample {
  const what = `answer to feedback, ${how}`;
  return { what, unit: 'ms', goal: null, whetstone: quantile(times, share), baseline: null };
}
