import { type Html, html } from '../render/html.ts';
import { renderTime } from '../render/time.ts';
import type { Message } from '../store/message.ts';
import type { Visit } from '../visit.ts';
import { avatar } from './avatar.ts';
import { icons } from './icons.ts';
import { unreadCount } from './unread.ts';

export function threadPath(channel: string, root: string): string {
  return `/c/${encodeURIComponent(channel)}/t/${root}`;
}

/** Attributes of a link that opens a thread beside the channel, without a new page where htmx runs. */
export function opensThread(channel: string, root: string): Html {
  const path = threadPath(channel, root);
  return html`href="${path}" hx-get="${path}" hx-target="#side" hx-push-url="true" data-opens-thread`;
}

/** Under a message: how many replied and when, or for Whetstone's own messages the invitation to. */
export function threadLink(
  { channel, id, thread, author, replies, unread }: Message,
  visit: Visit,
): Html | string {
  if (thread !== null) return '';
  const marker = html`<span class="unread">${unreadCount(unread)}</span>`;
  if (!replies)
    return author === null
      ? html`<a class="thread-link" ${opensThread(channel, id)}>${icons.thread} Reply in thread ${marker}</a>`
      : '';
  const faces = replies.people
    .slice(0, 3)
    .map((person) => avatar(visit.people.find(({ id }) => id === person)));
  const count = `${replies.count} ${replies.count === 1 ? 'reply' : 'replies'}`;
  return html`<a class="thread-link" ${opensThread(channel, id)}><span class="faces">${faces}</span> <strong>${count}</strong> ${marker} <span class="last-reply">Last reply ${renderTime(replies.lastAt, 'relative')}</span></a>`;
}
