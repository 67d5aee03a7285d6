import { z } from 'zod';
import { readChanges, readMessage } from '../store/read-messages.ts';
import { formPage } from '../view/form-page.ts';
import type { Page } from '../view/layout.ts';
import { messageUpdate } from '../view/updates.ts';
import type { Playground, Request } from '../visit.ts';
import { idSchema, parseForm } from './input.ts';
import { type ActionOn, entries, entryNames, type Outcome, press, react } from './message-actions.ts';
import { isPartial, notFound, refuse } from './respond.ts';
import { showReply } from './show-reply.ts';

const schema = z.object({
  /** The message itself, where it was pressed as the root of its thread. */
  thread: idSchema.optional(),
  react: z.string().optional(),
  unreact: z.string().optional(),
  press: z.string().optional(),
  do: z.enum(entryNames).optional(),
  text: z.string().default(''),
});

/** What the form around a message sends: a reaction, a click on a card's button, or a choice from the menu. */
export async function actOnMessage(
  c: Request,
  playground: Playground,
  page: Page,
  channel: string,
): Promise<Response> {
  const visit = c.get('visit');
  const id = idSchema.safeParse(c.req.param('message'));
  const message = id.success ? await readMessage(playground.db, visit, channel, id.data) : undefined;
  if (!message) return notFound(c, page, 'This message');
  const form = await parseForm(c, schema);
  if (!form.ok) return refuse(c, page, form);

  const outcome = await act({ playground, visit, message }, form.data);
  const { reply = { type: 'nothing' }, updates = [], problem } = outcome;
  if (problem !== undefined)
    return refuse(c, page, { problem, element: form.data.do === 'save' ? 'error-form' : 'notice' });
  if (outcome.form && !isPartial(c)) return c.html(formPage(page, visit.viewer, outcome.form));
  const before = String(BigInt(message.version) - 1n);
  const changes = await readChanges(playground.db, visit, channel, before);
  const shown = changes.filter((change) => change.id === message.id || change.id === message.thread);
  const thread = message.thread ?? (form.data.thread === message.id ? message.id : undefined);
  return showReply(c, playground, page, { channel, thread, beneath: message.id }, reply, [
    ...updates,
    ...shown.map((change) => messageUpdate(change, visit)),
  ]);
}

async function act(on: ActionOn, form: z.infer<typeof schema>): Promise<Outcome> {
  if (form.react) return react(on, form.react, true);
  if (form.unreact) return react(on, form.unreact, false);
  if (form.press) return press(on, form.press);
  return form.do ? entries[form.do](on, form.text) : { problem: 'Choose what to do with the message.' };
}
