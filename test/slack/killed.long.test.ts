import { afterAll, beforeAll, expect, test } from 'vitest';
import { ready, whetstone } from '../cli/program.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type SlackEmulator, startSlackEmulator } from '../support/slack/emulator.ts';
import { type FaultProxy, startFaultProxy } from '../support/slack/fault-proxy.ts';
import { signingSecret } from '../support/slack/signed.ts';
import { strictSlack } from '../support/slack/strict-slack.ts';
import { Team } from './team.ts';

let database: TestDatabase;
let slack: SlackEmulator;
let proxy: FaultProxy;
let team: Team;
beforeAll(async () => {
  database = await testDatabase('shipped');
  slack = await startSlackEmulator('acme');
  proxy = await startFaultProxy(slack.url, strictSlack(slack.store, slack.botUser));
  team = await Team.open(await teamOf(slack), slack);
});
afterAll(async () => {
  await team.close();
  await proxy.close();
  await database.destroy();
});

const within = { timeout: 60_000 };

test('a process killed between send and save: the next one finds its message and sends no second', async () => {
  const variables = {
    DATABASE_URL: database.connectionString,
    PORT: '0',
    PLAYGROUND: 'on',
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: proxy.apiUrl,
  };
  const first = whetstone('start', variables);
  team.url = `${await ready(first)}/slack/events`;
  // Slack takes the message, and its answer never comes.
  proxy.next('chat.postMessage', 'hang');
  await team.command('leo', 'question backend/slow-query');
  await expect.poll(() => team.messages().length, within).toBe(1);
  first.child.kill('SIGKILL');
  await first.ended;
  const drop = () =>
    database.db
      .selectFrom('drops')
      .select(['state', 'message'])
      .where('channel_id', '=', team.channel)
      .executeTakeFirst();
  expect(await drop()).toEqual({ state: 'due', message: null });

  // The dead one's claim runs out.
  await database.db
    .updateTable('posts')
    .set({ claimed_until: new Date(0) })
    .where('channel_id', '=', team.channel)
    .execute();
  const second = whetstone('start', variables);
  team.url = `${await ready(second)}/slack/events`;
  await expect.poll(drop, within).toEqual({ state: 'open', message: team.messages()[0]?.ts });
  expect(team.messages()).toHaveLength(1);
  expect(proxy.calls.map(({ method }) => method)).toContain('conversations.history');

  // It is the question, and its thread is live.
  const { ts = '' } = team.messages()[0] ?? {};
  await team.reply('maya', ts, 'First I read the actual plan, then I add the index that the filter needs.');
  await expect.poll(() => team.said(ts).length, within).toBe(1);
}, 90_000);

async function teamOf({ url, token }: SlackEmulator): Promise<string> {
  const answer = await fetch(`${url}/api/auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await answer.json()) as { team_id: string }).team_id;
}
