import { limits } from '../limits.ts';
import { messagePath } from '../platform.ts';
import { renderCard } from '../render/card.ts';
import { findCode } from '../render/find-code.ts';
import { type Html, html, nothing } from '../render/html.ts';
import { renderFolded } from '../render/inline.ts';
import { renderTime } from '../render/time.ts';
import type { Message } from '../store/message.ts';
import type { Visit } from '../visit.ts';
import { avatar, roleBadge } from './avatar.ts';
import { anchorOf } from './beneath.ts';
import { markMentions } from './mentions.ts';
import { messageTools } from './message-tools.ts';
import { offeredTo } from './offered-to.ts';
import { quotedLine } from './quoted.ts';
import { reactionButtons } from './reactions.ts';
import { threadLink } from './thread-link.ts';

/** A message in the list of its channel or thread. */
export function messageItem(message: Message, visit: Visit): Html {
  return item(message, visit, `m-${message.id}`);
}

/** The same message at the top of its own thread. */
export function threadRoot(message: Message, visit: Visit): Html {
  return item(message, visit, `root-${message.id}`);
}

function item(message: Message, visit: Visit, elementId: string): Html {
  const author = visit.people.find(({ id }) => id === message.author);
  const name = message.author === null ? 'Whetstone' : visit.names.member(message.author);
  const path = messagePath(message.channel, message.id);
  const classes = ['message', message.onlyFor && 'private', message.author === null && 'bot'].filter(Boolean);
  const anchor = anchorOf(message);
  const isRoot = elementId.startsWith('root');
  return html`<li id="${elementId}" class="${classes.join(' ')}" data-id="${message.id}" data-author="${message.author ?? ''}"${anchor ? html` data-beneath="${anchor}"` : nothing}>
<form method="post" action="${path}" hx-post="${path}" hx-swap="none" hx-sync="this:drop">
${isRoot ? html`<input type="hidden" name="thread" value="${message.id}">` : nothing}
${avatar(author)}
<div class="content">
<div class="byline"><bdi class="author">${name}</bdi>${author ? roleBadge(author) : nothing} <a class="when" href="${path}">${renderTime(message.createdAt, 'day-and-time')}</a>${
    message.edited ? html` <span class="edited">edited</span>` : nothing
  }${message.onlyFor ? privateNote : nothing}</div>
${message.deleted ? html`<p class="deleted">This message was deleted.</p>` : words(message, visit)}
${message.deleted || message.onlyFor ? nothing : reactionButtons(message, visit)}
${isRoot || message.onlyFor ? nothing : threadLink(message, visit)}
</div>
${message.deleted ? nothing : messageTools(message, visit, name)}
</form></li>`;
}

const privateNote = html` <span class="private-note">Only you can see this</span>`;

function words(message: Message, visit: Visit): Html {
  if (message.card) return renderCard(offeredTo(visit.me, message.card), visit.names);
  const text = findCode(message.text, (words) => markMentions(words, visit.people));
  return html`${message.quoted ? quotedLine(message.quoted, visit) : nothing}<div class="text" dir="auto">${renderFolded(text, limits.text, visit.names)}</div>`;
}
