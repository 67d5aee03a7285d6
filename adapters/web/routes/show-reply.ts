import type { Reply } from '../../../src/chat/core.ts';
import { tellVisitor } from '../ask-core.ts';
import { renderForm } from '../render/form.ts';
import { type Html, html } from '../render/html.ts';
import { readMessage } from '../store/read-messages.ts';
import { formPage } from '../view/form-page.ts';
import { inside } from '../view/inside.ts';
import type { Page } from '../view/layout.ts';
import { threadPath } from '../view/thread-link.ts';
import { dialog, messageUpdate } from '../view/updates.ts';
import type { Playground, Request, Visit } from '../visit.ts';
import { isPartial, refuse, respond } from './respond.ts';

export interface Where {
  readonly channel: string;
  readonly thread?: string | undefined;
  /** The message whose button was pressed: what is said to that stands beneath it. */
  readonly beneath?: string | undefined;
}

/** Shows what the core answered, together with the page's other `updates`. */
export async function showReply(
  c: Request,
  playground: Playground,
  page: Page,
  { channel, thread, beneath }: Where,
  reply: Reply,
  updates: readonly Html[] = [],
): Promise<Response> {
  const visit = c.get('visit');
  const location = thread ? threadPath(channel, thread) : `/c/${encodeURIComponent(channel)}`;
  switch (reply.type) {
    case 'nothing':
      return respond(c, location, updates);
    case 'private': {
      const spot = { workspace: visit.workspace, viewer: visit.viewer, channel, thread, beneath };
      const id = await tellVisitor(playground, spot, reply.card);
      return respond(c, `${location}#m-${id}`, [...updates, await updateOf(playground, visit, channel, id)]);
    }
    case 'form': {
      const form = renderForm(reply.form, `/c/${encodeURIComponent(channel)}/forms`, {
        ...(thread ? { thread } : {}),
        ...(beneath ? { beneath } : {}),
      });
      if (isPartial(c)) return respond(c, location, [...updates, dialog(form)]);
      return c.html(formPage(page, visit.viewer, form));
    }
    case 'invalid':
      return invalid(c, page, reply.errors);
  }
}

/** What the visitor's page shows of one message now. */
async function updateOf({ db }: Playground, visit: Visit, channel: string, id: string): Promise<Html> {
  const message = await readMessage(db, visit, channel, id);
  return message ? messageUpdate(message, visit) : html``;
}

async function invalid(c: Request, page: Page, errors: Readonly<Record<string, string>>): Promise<Response> {
  if (!isPartial(c)) return refuse(c, page, { problem: Object.values(errors).join(' ') });
  const slots = Object.entries(errors).map(([field, problem]) => inside(`error-${field}`, problem));
  return c.html(html`${slots}`, 422);
}
