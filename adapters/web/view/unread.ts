import { type Html, html, nothing } from '../render/html.ts';
import type { Visit } from '../visit.ts';
import { inside } from './inside.ts';

/** How much is new, or nothing. client/unread.js empties it where the messages are in view. */
export function unreadCount(count: number): Html {
  return count === 0 ? nothing : html`${count > 99 ? '99+' : count}<span class="sr-only"> new</span>`;
}

/** Beside a channel's name. */
export function channelMarker({ unread }: Visit, channel: string): Html {
  return html`<span class="unread" id="unread-${channel}">${unreadCount(unread.get(channel) ?? 0)}</span>`;
}

/** Where a thread covers its channel, on the way back to it. */
export function backMarker({ unread }: Visit, channel: string): Html {
  return html`<span class="unread" id="unread_back">${unreadCount(unread.get(channel) ?? 0)}</span>`;
}

/** Where the channels are behind a menu, what is new in all the others. */
export function menuMarker(visit: Visit, here?: string): Html {
  return html`<span class="unread" id="unread_menu">${unreadCount(elsewhere(visit, here))}</span>`;
}

/** What an open page of the channel needs to show all of them as they are now. */
export function unreadUpdates(visit: Visit, here: string): Html {
  const counts = visit.channels.map(({ id }) =>
    inside(`unread-${id}`, unreadCount(visit.unread.get(id) ?? 0)),
  );
  return html`${counts}${inside('unread_back', unreadCount(visit.unread.get(here) ?? 0))}${inside('unread_menu', unreadCount(elsewhere(visit, here)))}`;
}

function elsewhere({ unread }: Visit, here?: string): number {
  return [...unread].reduce((sum, [channel, count]) => (channel === here ? sum : sum + count), 0);
}
