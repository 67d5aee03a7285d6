import { getCookie } from 'hono/cookie';
import { messagePath } from '../platform.ts';
import { type Html, html, nothing } from '../render/html.ts';
import type { Channel } from '../rows.ts';
import { firstChannel } from '../seed.ts';
import type { Message } from '../store/message.ts';
import { latestVersion, readChannel, readMessage, readThread } from '../store/read-messages.ts';
import { readSteps } from '../store/steps.ts';
import { markSeen } from '../store/unread.ts';
import { channelPage } from '../view/channel.ts';
import { replying } from '../view/composer.ts';
import type { Page } from '../view/layout.ts';
import { threadPanel } from '../view/thread.ts';
import { threadPath } from '../view/thread-link.ts';
import type { Playground, Request } from '../visit.ts';
import { idSchema } from './input.ts';
import { isPartial, notFound } from './respond.ts';

const pageSize = 60;
export const welcomeCookie = 'welcome';

/** Whether the page shows the welcome: in the first channel, until it is dismissed. */
export function showsWelcome(c: Request, channel: string): boolean {
  return channel === firstChannel && getCookie(c, welcomeCookie) === undefined;
}

/** `/c/:channel`, with `?before=` a message for older ones. */
export async function showChannel(
  c: Request,
  { db }: Playground,
  page: Page,
  channel: Channel,
  side: Html = nothing,
): Promise<Response> {
  let visit = c.get('visit');
  // The version first: what changes in between is then sent twice, and never missed.
  const version = await latestVersion(db, visit.workspace, channel.id);
  const before = idSchema.safeParse(c.req.query('before')).data;
  const found = await readChannel(db, visit, channel.id, { before, limit: pageSize + 1 });
  const messages = found.slice(-pageSize);
  const last = messages.at(-1);
  if (last && before === undefined && side === nothing) {
    await markSeen(db, visit, { channel: channel.id }, last.id);
    visit = { ...visit, unread: new Map(visit.unread).set(channel.id, 0) };
  }
  const parts = {
    channel,
    messages,
    olderThan: found.length > pageSize ? messages[0]?.id : undefined,
    atEnd: before === undefined,
    version,
    steps: showsWelcome(c, channel.id) ? await readSteps(db, visit.workspace) : undefined,
    side,
  };
  const title = `#${channel.name}`;
  return c.html(
    page({ title, viewer: visit.viewer, body: channelPage(parts, visit), skipTo: 'to the messages' }),
  );
}

/** `/c/:channel/t/:root`: the thread alone for htmx, else the channel with the thread open. */
export async function showThread(
  c: Request,
  playground: Playground,
  page: Page,
  channel: Channel,
): Promise<Response> {
  const visit = c.get('visit');
  const id = idSchema.safeParse(c.req.param('root'));
  const [root, ...replies] = id.success ? await readThread(playground.db, visit, channel.id, id.data) : [];
  if (!root || root.onlyFor) return notFound(c, page, 'This thread');
  await markSeen(
    playground.db,
    visit,
    { channel: channel.id, thread: root.id },
    replies.at(-1)?.id ?? root.id,
  );
  const replyTo = replies.find((reply) => reply.id === c.req.query('reply'));
  const panel = threadPanel({ channel, root, replies, replyTo }, visit);
  return isPartial(c) ? c.html(panel) : showChannel(c, playground, page, channel, panel);
}

/** `/c/:channel/m/:message`: leads to where the message stands. */
export async function leadToMessage(
  c: Request,
  { db }: Playground,
  page: Page,
  channel: Channel,
): Promise<Response> {
  const visit = c.get('visit');
  const message = await messageOf(c, db, channel);
  if (!message) return notFound(c, page, 'This message');
  const anchor = `#m-${message.id}`;
  if (message.thread) return c.redirect(`${threadPath(channel.id, message.thread)}${anchor}`);
  const latest = await readChannel(db, visit, channel.id, { limit: pageSize });
  const path = `/c/${encodeURIComponent(channel.id)}`;
  const shown = latest.some(({ id }) => id === message.id);
  return c.redirect(shown ? `${path}${anchor}` : `${path}?before=${BigInt(message.id) + 1n}${anchor}`);
}

/** What the thread's message box shows when its next message replies to this one. */
export async function showReplying(
  c: Request,
  { db }: Playground,
  page: Page,
  channel: Channel,
): Promise<Response> {
  const message = await messageOf(c, db, channel);
  if (!message) return notFound(c, page, 'This message');
  if (!isPartial(c)) return c.redirect(messagePath(channel.id, message.id));
  return c.html(html`${replying(message, c.get('visit'))}`);
}

async function messageOf(c: Request, db: Playground['db'], channel: Channel): Promise<Message | undefined> {
  const id = idSchema.safeParse(c.req.param('message'));
  return id.success ? readMessage(db, c.get('visit'), channel.id, id.data) : undefined;
}
