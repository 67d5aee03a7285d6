import { type Handler, Hono } from 'hono';
import { z } from 'zod';
import type { FormValues } from '../../../src/chat/form.ts';
import { askCore } from '../ask-core.ts';
import { limits } from '../limits.ts';
import { clean } from '../render/clean.ts';
import type { Channel } from '../rows.ts';
import { writeSpot } from '../spot.ts';
import { addChannel } from '../store/channels.ts';
import type { Page } from '../view/layout.ts';
import { suggestions } from '../view/suggestions.ts';
import { closeDialog } from '../view/updates.ts';
import { actorIn, type Env, type Playground, type Request } from '../visit.ts';
import { actOnMessage } from './act-on-message.ts';
import { leadToMessage, showChannel, showReplying, showThread } from './channel-pages.ts';
import { idSchema, lineSchema, parseForm } from './input.ts';
import { lookAt } from './look-at.ts';
import { postMessage } from './post-message.ts';
import { isPartial, notFound, refuse } from './respond.ts';
import { showReply } from './show-reply.ts';
import { streamChanges } from './stream-changes.ts';

const submitted = z.object({
  'form-name': z.string(),
  subject: z.string().max(200).transform(clean),
  thread: idSchema.optional(),
  beneath: idSchema.optional(),
});
const newChannel = z.object({
  name: lineSchema('A channel’s name', limits.channelName)
    .transform((name) => name.toLowerCase().replace(/^#/, '').replace(/\s+/g, '-'))
    .refine(
      (name) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u.test(name),
      'A channel name can only have letters, digits and hyphens.',
    ),
});

/** Everything under `/c/:channel`. */
export function channelRoutes(playground: Playground, page: Page): Hono<Env> {
  const app = new Hono<Env>();
  const { core, db, workspace } = playground;

  /** The route's work, once its channel is known to exist. */
  function inChannel(work: (c: Request, channel: Channel) => Promise<Response>): Handler<Env> {
    return async (c) => {
      const channel = c.get('visit').channels.find(({ id }) => id === c.req.param('channel'));
      return channel ? work(c, channel) : notFound(c, page, 'This channel');
    };
  }

  app.get(
    '/c/:channel',
    inChannel((c, channel) => showChannel(c, playground, page, channel)),
  );
  app.get(
    '/c/:channel/t/:root',
    inChannel((c, channel) => showThread(c, playground, page, channel)),
  );
  app.get(
    '/c/:channel/m/:message',
    inChannel((c, channel) => leadToMessage(c, playground, page, channel)),
  );
  app.get(
    '/c/:channel/m/:message/replying',
    inChannel((c, channel) => showReplying(c, playground, page, channel)),
  );
  app.get(
    '/c/:channel/live',
    inChannel((c, channel) => streamChanges(c, playground, channel.id)),
  );
  app.post(
    '/c/:channel/messages',
    inChannel((c, channel) => postMessage(c, playground, page, channel.id)),
  );
  app.post(
    '/c/:channel/m/:message',
    inChannel((c, channel) => actOnMessage(c, playground, page, channel.id)),
  );

  app.post(
    '/c/:channel/seen',
    inChannel((c, channel) => lookAt(c, playground, page, channel.id)),
  );

  app.get(
    '/c/:channel/suggest',
    inChannel(async (c, channel) => {
      const text = clean(c.req.query('text') ?? '').slice(0, 200);
      return c.html(suggestions(await core.suggest(actorIn(c.get('visit'), channel.id), text)));
    }),
  );

  app.post(
    '/c/:channel/forms',
    inChannel(async (c, channel) => {
      const form = await parseForm(c, submitted);
      if (!form.ok) return refuse(c, page, { ...form, element: 'error-form' });
      const { 'form-name': name, subject, thread, beneath } = form.data;
      const values = formValues(await c.req.parseBody({ all: true }));
      const actor = { ...actorIn(c.get('visit'), channel.id), spot: writeSpot({ thread, beneath }) };
      const reply = await askCore(playground, () => core.submit(actor, name, subject, values));
      return showReply(c, playground, page, { channel: channel.id, thread, beneath }, reply, [closeDialog()]);
    }),
  );

  app.post('/channels', async (c) => {
    const form = await parseForm(c, newChannel);
    if (!form.ok) return refuse(c, page, { ...form, element: 'error-channel-name' });
    await addChannel(db, workspace, form.data.name);
    const path = `/c/${encodeURIComponent(form.data.name)}`;
    if (!isPartial(c)) return c.redirect(path, 303);
    c.header('HX-Redirect', path);
    return c.body(null);
  });

  return app;
}

/** The fields of a form, as the core named them. */
function formValues(body: Record<string, unknown>): FormValues {
  const fields = Object.entries(body).flatMap(([name, value]): [string, string][] =>
    name.startsWith('value.') ? [[name.slice('value.'.length), clean([value].flat().join(','))]] : [],
  );
  return Object.fromEntries(fields);
}
