import { enableCompileCache } from 'node:module';
import bolt from '@slack/bolt';
import pg from 'pg';
import { bot } from '../harness/slack-requests.ts';

enableCompileCache();

/**
 * A bare Bolt app. What it does is one INSERT: of `messages` before each is acknowledged, of `commands` afterwards; it only acknowledges
 * whatever it doesn't store.
 */
const { PORT, DATABASE_URL, SLACK_SIGNING_SECRET = '', STORES } = process.env;
const receiver = new bolt.HTTPReceiver({
  signingSecret: SLACK_SIGNING_SECRET,
  endpoints: '/slack/events',
  processBeforeResponse: STORES === 'messages',
  port: Number(PORT),
});
const app = new bolt.App({
  receiver,
  authorize: async () => ({ botToken: bot.token, botId: bot.id, botUserId: bot.user }),
});

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
if (STORES === 'messages') {
  await pool.query(`create table answers (
    channel text not null, thread text not null, member text not null, message text not null, text text not null,
    created_at timestamptz not null default now(),
    primary key (channel, message)
  )`);
  app.event('message', async ({ event }) => {
    if (event.subtype !== undefined) return;
    const { channel, thread_ts, user, ts, text } = event;
    await pool.query(
      'insert into answers (channel, thread, member, message, text) values ($1, $2, $3, $4, $5)',
      [channel, thread_ts, user, ts, text],
    );
  });
}
if (STORES === 'commands')
  await pool.query(`create table drops (
    id bigint primary key generated always as identity, channel text not null, member text not null, text text not null,
    created_at timestamptz not null default now()
  )`);
app.command('/interview', async ({ ack, command: { channel_id, user_id, text } }) => {
  await ack();
  if (STORES === 'commands')
    await pool.query('insert into drops (channel, member, text) values ($1, $2, $3)', [
      channel_id,
      user_id,
      text,
    ]);
});

await app.start(Number(PORT));
process.stdout.write('ready\n');
