import { afterAll, beforeAll, expect, test } from 'vitest';
import { ready, whetstone } from '../cli/program.ts';
import { good } from '../support/answers.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord/server.ts';
import { Team } from './team.ts';

let database: TestDatabase;
let discord: DiscordServer;
let team: Team;
beforeAll(async () => {
  [database, discord] = await Promise.all([testDatabase('shipped'), startDiscordServer()]);
  team = new Team(discord, 'Acme');
});
afterAll(async () => {
  await discord.close();
  await database.destroy();
});

const within = { timeout: 60_000 };

test('a process killed between send and save: the next one finds its message, opens its thread and sends no second', async () => {
  const variables = {
    DATABASE_URL: database.connectionString,
    PORT: '0',
    PLAYGROUND: 'on',
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
  };
  const messages = () => discord.messagesIn(team.practice);
  const registered = () =>
    discord.requests.some(({ method, path }) => method === 'PUT' && path.endsWith('/commands'));

  const first = whetstone('start', variables);
  await ready(first);
  await expect.poll(registered, within).toBe(true);
  // Discord takes the message, and its answer never comes.
  const hold = discord.faults.hold({
    method: 'POST',
    path: `/channels/${team.practice.id}/messages`,
    at: 'answer',
  });
  await team.command('leo', ['question'], { question: 'backend/slow-query' });
  await hold.reached;
  first.child.kill('SIGKILL');
  await first.ended;
  hold.release();
  expect(messages()).toHaveLength(1);
  const drop = () =>
    database.db
      .selectFrom('drops')
      .select(['state', 'message'])
      .where('channel_id', '=', team.practice.id)
      .executeTakeFirst();
  expect(await drop()).toEqual({ state: 'due', message: null });

  // The dead one's claim runs out.
  await database.db
    .updateTable('posts')
    .set({ claimed_until: new Date(0) })
    .execute();
  await ready(whetstone('start', variables));
  const [question] = messages();
  await expect.poll(drop, within).toEqual({ state: 'open', message: question?.id });
  expect(messages()).toHaveLength(1);

  // It is the question, and its thread is live.
  const thread = question?.id ?? '';
  team.person('maya').write(thread, good);
  await team.hears(thread, /Feedback/);
}, 90_000);
