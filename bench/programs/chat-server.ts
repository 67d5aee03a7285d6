import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { bot, team } from '../harness/slack-requests.ts';

/** As little of Slack's Web API as Whetstone and the bare programs need; it counts messages, and says when one is in a thread. */
const answers: Readonly<Record<string, object>> = {
  'auth.test': {
    team_id: team,
    team: 'Bench',
    user_id: bot.user,
    bot_id: bot.id,
    url: 'https://bench.slack.com/',
  },
  'users.info': { user: { id: 'U1', name: 'member', profile: { display_name: 'Member' }, tz: 'UTC' } },
  'conversations.replies': { messages: [] },
  'conversations.history': { messages: [] },
};

let posted = 0;
let sequence = 0;
const threads = new Set<string>();
const messages = new EventEmitter().setMaxListeners(0);
let waiting: { readonly count: number; readonly response: ServerResponse } | undefined;

function tellWhoWaits(): void {
  if (!waiting || posted < waiting.count) return;
  waiting.response.end(String(Date.now()));
  waiting = undefined;
  posted = 0;
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/posted') {
    waiting = { count: Number(searchParams.get('count')), response };
    tellWhoWaits();
    return;
  }
  if (pathname === '/thread') {
    const thread = searchParams.get('ts') ?? '';
    if (!threads.has(thread)) await once(messages, thread);
    response.end();
    return;
  }
  const body = await text(request);
  const method = pathname.split('/').at(-1) ?? '';
  const isPost = method === 'chat.postMessage';
  if (isPost) sequence += 1;
  const message = isPost ? { ts: `1900000000.${String(sequence).padStart(6, '0')}` } : answers[method];
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, ...message }));
  if (!isPost) return;
  const [, thread] = /(?:^|&)thread_ts=([\d.]+)/.exec(body) ?? [];
  if (thread !== undefined) {
    threads.add(thread);
    messages.emit(thread);
  }
  posted += 1;
  tellWhoWaits();
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
