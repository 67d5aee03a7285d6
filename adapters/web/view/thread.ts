import { type Html, html } from '../render/html.ts';
import type { Channel } from '../rows.ts';
import type { Message } from '../store/message.ts';
import type { Visit } from '../visit.ts';
import { placeBeneath } from './beneath.ts';
import { composer } from './composer.ts';
import { icons } from './icons.ts';
import { messageItem, threadRoot } from './message.ts';
import { backMarker } from './unread.ts';

export interface ThreadParts {
  readonly channel: Channel;
  readonly root: Message;
  readonly replies: readonly Message[];
  readonly replyTo: Message | undefined;
}

export function threadPanel({ channel, root, replies, replyTo }: ThreadParts, visit: Visit): Html {
  const path = `/c/${encodeURIComponent(channel.id)}`;
  const hint =
    root.author === null
      ? 'Nobody has answered yet. Your first reply of eight words or more becomes your answer.'
      : 'No replies yet. Write the first one below.';
  return html`<header class="bar"><h2 id="thread-title" tabindex="-1">Thread <span class="in-channel"><bdi>#${channel.name}</bdi></span></h2><a class="tool" href="${path}#m-${root.id}" data-close-thread="${root.id}">${icons.close}<span class="sr-only">Close the thread</span>${backMarker(visit, channel.id)}</a></header>
<div class="scroller" tabindex="0" role="region" aria-label="Messages in the thread"><div class="stream">
<ol class="messages root">${threadRoot(root, visit)}</ol>
<ol class="messages" id="replies-${root.id}" data-seen="${path}/seen" data-thread="${root.id}">${placeBeneath(replies, root.id).map((reply) => messageItem(reply, visit))}</ol>
<div class="empty"><p>${hint}</p></div>
</div></div>
${composer({ channel: channel.id, thread: root.id, label: 'Reply in the thread', placeholder: 'Reply…', replyTo }, visit)}`;
}
