import { z } from 'zod';
import { askCore } from '../ask-core.ts';
import { incoming } from '../incoming.ts';
import type { Message } from '../store/message.ts';
import { readMessage } from '../store/read-messages.ts';
import { boardSeen } from '../store/steps.ts';
import { insertMessage } from '../store/write-messages.ts';
import type { Page } from '../view/layout.ts';
import { withMentions } from '../view/mentions.ts';
import { messageUpdate } from '../view/updates.ts';
import { actorIn, type Playground, type Request } from '../visit.ts';
import { idSchema, messageTextSchema, parseForm } from './input.ts';
import { notFound, refuse } from './respond.ts';
import { showReply } from './show-reply.ts';

const schema = z.object({
  text: messageTextSchema,
  key: z.uuid(),
  thread: idSchema.optional(),
  replyTo: idSchema.optional(),
});

const command = /^\/interview(?:\s+|$)/i;
const otherCommand = /^\/[a-z][a-z-]*(?=\s|$)/i;

/** What the message box sends: a command, or a message for the channel or thread. */
export async function postMessage(
  c: Request,
  playground: Playground,
  page: Page,
  channel: string,
): Promise<Response> {
  const { db, core } = playground;
  const visit = c.get('visit');
  const form = await parseForm(c, schema);
  const element = (await c.req.parseBody()).thread ? 'problem-thread' : 'problem-channel';
  if (!form.ok) return refuse(c, page, { problem: form.problem, element });
  const { text, key, thread, replyTo } = form.data;

  if (command.test(text)) {
    const asked = withMentions(text.replace(command, ''), visit.people);
    const reply = await askCore(playground, () => core.command(actorIn(visit, channel), asked));
    if (/^leaderboard\b/i.test(asked)) await boardSeen(db, visit.workspace);
    return showReply(c, playground, page, { channel, thread }, reply);
  }
  const other = otherCommand.exec(text)?.[0];
  if (other)
    return refuse(c, page, {
      element,
      problem: `There is no ${other} here. Commands begin with /interview; to post this as text, put a word in front of it.`,
    });

  const [root, quoted] = await Promise.all([find(thread), find(replyTo)]);
  if (thread && (!root || root.thread))
    return refuse(c, page, { element, problem: 'This thread was deleted, so you can’t reply in it.' });
  const { workspace, viewer } = visit;
  const place = { workspace, channel, thread, replyTo: quoted?.id };
  const id = await insertMessage(db, { ...place, author: viewer, key, text });
  const message = await readMessage(db, visit, channel, id);
  if (!message) return notFound(c, page, 'This message');
  const reply = await askCore(playground, () => core.messagePosted(incoming(message, visit)));
  return showReply(c, playground, page, { channel, thread }, reply, [messageUpdate(message, visit)]);

  /** A message that others see too: a private one has no thread and is quoted to nobody. */
  async function find(wanted: string | undefined): Promise<Message | undefined> {
    const message = wanted ? await readMessage(db, visit, channel, wanted) : undefined;
    return message?.onlyFor ? undefined : message;
  }
}
