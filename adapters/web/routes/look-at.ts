import { z } from 'zod';
import { readMessage } from '../store/read-messages.ts';
import { markSeen } from '../store/unread.ts';
import type { Page } from '../view/layout.ts';
import { unreadUpdates } from '../view/unread.ts';
import { messageUpdate } from '../view/updates.ts';
import { loadVisit, type Playground, type Request } from '../visit.ts';
import { idSchema, parseForm } from './input.ts';
import { refuse, respond } from './respond.ts';

const schema = z.object({ message: idSchema, thread: idSchema.optional() });

/** What a page says when the visitor sees the channel, or a thread in it, up to a message. */
export async function lookAt(
  c: Request,
  playground: Playground,
  page: Page,
  channel: string,
): Promise<Response> {
  const form = await parseForm(c, schema);
  if (!form.ok) return refuse(c, page, form);
  const { message, thread } = form.data;
  const visit = c.get('visit');
  await markSeen(playground.db, visit, { channel, thread }, message);
  const [root, now] = await Promise.all([
    thread ? readMessage(playground.db, visit, channel, thread) : undefined,
    loadVisit(playground, visit.viewer),
  ]);
  const updates = [unreadUpdates(now, channel), ...(root ? [messageUpdate(root, now)] : [])];
  return respond(c, `/c/${encodeURIComponent(channel)}`, updates);
}
