import { messagePath } from '../platform.ts';
import { type Html, html, nothing } from '../render/html.ts';
import type { Message } from '../store/message.ts';
import type { Visit } from '../visit.ts';
import { icons } from './icons.ts';
import { quickReactionButtons } from './reactions.ts';
import { opensThread, threadPath } from './thread-link.ts';

/** What one can do with a message: a bar for the pointer, and a menu for everybody. */
export function messageTools(message: Message, visit: Visit, author: string): Html {
  if (message.onlyFor)
    return html`<div class="tools tools-private"><button class="button small" name="do" value="dismiss">Dismiss</button></div>`;
  return html`<div class="tools"><span class="quick-bar">${quickReactionButtons(message, visit, false)}${
    message.thread === null
      ? html`<a class="tool" tabindex="-1" title="Reply in thread" ${opensThread(message.channel, message.id)}>${icons.thread}</a>`
      : nothing
  }</span><details class="menu"><summary class="tool" aria-label="Actions for the message of ${author}" title="More actions">${icons.more}</summary><div class="menu-panel"><div class="quick-row" role="group" aria-label="React">${quickReactionButtons(message, visit, true)}</div>${entries(message, visit)}</div></details></div>`;
}

function entries(message: Message, visit: Visit): Html {
  const { channel, id, thread, author } = message;
  const own = author === visit.viewer;
  const reply = thread
    ? html`<a class="entry" href="${threadPath(channel, thread)}?reply=${id}" hx-get="${messagePath(channel, id)}/replying" hx-target="#replying" data-focus="text-thread">Reply</a>`
    : html`<a class="entry" ${opensThread(channel, id)}>Reply in thread</a>`;
  return html`${reply}${own && thread ? ownEntries : nothing}${
    visit.me.isMentor && thread && author && !own ? entry('review', 'Review answer') : nothing
  }<a class="entry" href="${messagePath(channel, id)}" data-copy-link>Copy link</a>${
    own ? html`${entry('edit', 'Edit')}${entry('confirm-delete', 'Delete', 'danger')}` : nothing
  }`;
}

const ownEntries = html`${entry('use-as-my-answer', 'Use as my answer')}${entry('get-feedback-again', 'Get feedback again')}`;

function entry(what: string, label: string, style = ''): Html {
  return html`<button class="entry ${style}" name="do" value="${what}">${label}</button>`;
}
