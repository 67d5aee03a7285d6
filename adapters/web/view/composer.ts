import { randomUUID } from 'node:crypto';
import { type Html, html, nothing } from '../render/html.ts';
import type { Message } from '../store/message.ts';
import type { Visit } from '../visit.ts';
import { icons } from './icons.ts';
import { preview } from './quoted.ts';

export interface ComposerParts {
  readonly channel: string;
  /** The message whose thread is written to. */
  readonly thread?: string;
  readonly label: string;
  readonly placeholder: string;
  /** The message that is replied to. */
  readonly replyTo?: Message | undefined;
}

/** The message box. There is at most one per place, so its ids end in `channel` or `thread`. */
export function composer(
  { channel, thread, label, placeholder, replyTo }: ComposerParts,
  visit: Visit,
): Html {
  const place = thread ? 'thread' : 'channel';
  const path = `/c/${encodeURIComponent(channel)}/messages`;
  return html`<form class="composer" method="post" action="${path}" hx-post="${path}" hx-swap="none" hx-sync="this:drop" enctype="multipart/form-data" data-composer="${place}" data-suggest="/c/${encodeURIComponent(channel)}/suggest" data-draft="${visit.viewer}/${channel}/${thread ?? ''}">
<input type="hidden" name="key" value="${randomUUID()}">
${thread ? html`<input type="hidden" name="thread" value="${thread}"><div id="replying">${replyTo ? replying(replyTo, visit) : nothing}</div>` : nothing}
<ul class="suggestions" id="suggestions-${place}" role="listbox" aria-label="Commands" hidden></ul>
<div class="box"><label class="sr-only" for="text-${place}">${label}</label><textarea id="text-${place}" name="text" rows="1" dir="auto" placeholder="${placeholder}" autocomplete="off" aria-autocomplete="list" aria-haspopup="listbox" aria-controls="suggestions-${place}" aria-describedby="problem-${place}"></textarea><button class="send" aria-label="Send" title="Send (Enter)">${icons.send}</button></div>
<p class="error" id="problem-${place}" role="alert"></p>
</form>`;
}

/** Above the box: whom the message answers, until it is sent or the reply is called off. */
export function replying(message: Message, visit: Visit): Html {
  const name = message.author === null ? 'Whetstone' : visit.names.member(message.author);
  return html`<div class="replying"><input type="hidden" name="replyTo" value="${message.id}"><span>Replying to <bdi class="author">${name}</bdi> <bdi>${preview(message.text)}</bdi></span><button type="button" class="tool" data-clear="replying" aria-label="Don’t reply to this message">${icons.close}</button></div>`;
}
