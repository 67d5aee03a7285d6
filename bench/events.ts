import { startChat } from './harness/chat.ts';
import { inTurns } from './harness/contest.ts';
import { asFastAsPossible } from './harness/load.ts';
import type { Measurement } from './harness/measurement.ts';
import { startBare, startWhetstone } from './harness/program.ts';
import { answerText, channel, seedDrops, thread } from './harness/seed.ts';
import { onConnection } from './harness/site.ts';
import { type SlackSide, slackSide } from './harness/slack-side.ts';

const channels = 20;
const drops = 200;
// Relatively prime to the drops, so that every pair comes up once, and one member's answers aren't all under way at once.
const members = 997;

/** A Slack event over HTTP, until the answer in it is stored and the event acknowledged. */
export const events: Measurement = {
  id: 'a',
  title: 'answers stored before they are acknowledged',
  onBothBackends: true,
  async prepare({ site, sizes, redis }) {
    const chat = await startChat();
    const environment = { ...chat.variables, ...(redis && { REDIS_URL: redis.url }), PROCESS_ROLES: 'web' };
    const whetstone = await slackSide(await site.database(), sizes.eventsAtOnce, (variables) =>
      startWhetstone({ ...variables, ...environment }),
    );
    const baseline = await slackSide(await site.database(), sizes.eventsAtOnce, (variables) =>
      startBare('bare-slack', { ...variables, ...chat.variables, STORES: 'messages' }),
    );
    await onConnection(whetstone.database, (client) => seedDrops(client, channels, drops));
    return {
      async round(number) {
        const measure = (side: SlackSide) => () => answerAll(side, number, sizes);
        const rates = await inTurns(number, { whetstone: measure(whetstone), baseline: measure(baseline) });
        return [{ what: events.title, unit: 'events/s', goal: { atLeast: 0.8 }, ...rates }];
      },
      async stop() {
        await whetstone.stop();
        await baseline.stop();
        await chat.stop();
      },
    };
  },
};

/** Each event is by another member or in another thread. */
async function answerAll(
  { database, requests }: SlackSide,
  round: number,
  { events: count, eventsAtOnce }: { readonly events: number; readonly eventsAtOnce: number },
): Promise<number> {
  requests.close();
  const first = round * count;
  const rate = await asFastAsPossible(count, eventsAtOnce, (index) => {
    const number = first + index;
    const drop = number % drops;
    return requests.event(`Ev${number}`, {
      type: 'message',
      channel: channel(drop % channels),
      user: `U${number % members}`,
      text: answerText,
      ts: `1900000000.${String(number).padStart(6, '0')}`,
      thread_ts: thread(drop),
    });
  });
  const stored = await onConnection(database, async (client) => {
    const { rows } = await client.query('select count(*)::int as count from answers');
    return rows[0].count;
  });
  if (stored !== first + count) throw new Error(`${stored} answers are stored, not ${first + count}`);
  return rate;
}
