import { type Html, html, nothing } from '../render/html.ts';
import type { Message } from '../store/message.ts';
import type { Visit } from '../visit.ts';
import { inside } from './inside.ts';
import { messageItem, threadRoot } from './message.ts';

/** What an open page needs to show the message as it is now: new, changed or gone. */
export function messageUpdate(message: Message, visit: Visit): Html {
  if (message.thread)
    return message.deleted ? gone(`m-${message.id}`) : upsert(`replies-${message.thread}`, message, visit);
  const inChannel =
    message.deleted && !message.replies ? gone(`m-${message.id}`) : upsert('messages', message, visit);
  return html`${inChannel}<hx-partial hx-target="#root-${message.id}" hx-swap="outerMorph">${threadRoot(message, visit)}</hx-partial>`;
}

function upsert(list: string, message: Message, visit: Visit): Html {
  return html`<hx-partial hx-target="#${list}" hx-swap="upsert">${messageItem(message, visit)}</hx-partial>`;
}

function gone(id: string): Html {
  return html`<hx-partial hx-target="#${id}" hx-swap="delete"></hx-partial>`;
}

export function dialog(content: Html): Html {
  return inside('dialog', html`<dialog aria-labelledby="dialog-title">${content}</dialog>`);
}

export function closeDialog(): Html {
  return inside('dialog', nothing);
}
