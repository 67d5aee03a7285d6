import { enableCompileCache } from 'node:module';
import { WebClient } from '@slack/web-api';
import { createPostgresBackend, type Processor, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { bot } from '../harness/slack-requests.ts';

enableCompileCache();

/** A bare BullMQ worker whose jobs each post a message of a question's size, with the library's own client. */
const { REDIS_URL, DATABASE_URL = '', SLACK_API_URL = '' } = process.env;
const client = new WebClient(bot.token, { slackApiUrl: SLACK_API_URL });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const blocks = [
  { type: 'header', text: { type: 'plain_text', text: 'Today’s question · Backend' } },
  section('A query that was fast last month now takes four seconds. '.repeat(4)),
  section('Backend · technical · intermediate'),
  section('Answer in the thread, in 8 words or more; you may edit. Sample answer and tip: after 8 hours.'),
];

const post: Processor = async (job) => {
  const text = 'Today’s question: a query that was fast last month now takes four seconds.';
  await client.chat.postMessage({ channel: job.data.channel, text, blocks });
};

const concurrency = 20;
const worker = REDIS_URL
  ? new Worker('whetstone', post, {
      connection: new Redis(REDIS_URL, { maxRetriesPerRequest: null }),
      prefix: '{whetstone}',
      concurrency,
    })
  : new (withBackend(createPostgresBackend).Worker)('whetstone', post, {
      connection: { connectionString: DATABASE_URL, max: 10 },
      concurrency,
    });
await worker.waitUntilReady();
process.stdout.write('ready\n');
