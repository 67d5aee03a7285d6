import { type Html, html, nothing } from '../render/html.ts';
import type { Channel } from '../rows.ts';
import type { Message } from '../store/message.ts';
import type { Steps } from '../store/steps.ts';
import type { Visit } from '../visit.ts';
import { placeBeneath } from './beneath.ts';
import { composer } from './composer.ts';
import { icons } from './icons.ts';
import { messageItem } from './message.ts';
import { sidebar } from './sidebar.ts';
import { menuMarker } from './unread.ts';
import { welcome } from './welcome.ts';

export interface ChannelParts {
  readonly channel: Channel;
  readonly messages: readonly Message[];
  /** Id to ask for what is older; undefined when nothing is. */
  readonly olderThan: string | undefined;
  /** False on a page of older messages, which doesn't grow. */
  readonly atEnd: boolean;
  /** The version up to which the page knows everything. */
  readonly version: string;
  /** Of the welcome, while it is shown. */
  readonly steps: Steps | undefined;
  /** The open thread. */
  readonly side: Html;
}

export function channelPage(parts: ChannelParts, visit: Visit): Html {
  const { channel, messages, olderThan, atEnd, version } = parts;
  const path = `/c/${encodeURIComponent(channel.id)}`;
  return html`<div class="app">
${sidebar(visit, path)}
<main id="main" class="channel" tabindex="-1">
<header class="bar"><a class="tool open-sidebar" href="#sidebar">${icons.menu}<span class="sr-only">Open the menu</span>${menuMarker(visit, channel.id)}</a><h1>${icons.hash}<bdi>${channel.name}</bdi></h1><p class="offline" id="offline" role="status" hidden>Reconnecting…</p></header>
${parts.steps ? welcome(parts.steps, visit, path) : nothing}
<div class="scroller" tabindex="0" role="region" aria-label="Messages in ${channel.name}"><div class="stream">
${olderThan ? html`<a class="earlier" href="${path}?before=${olderThan}">Show earlier messages</a>` : nothing}
<ol class="messages" id="messages" data-seen="${path}/seen" data-channel="${channel.id}">${placeBeneath(messages).map((message) => messageItem(message, visit))}</ol>
<div class="empty"><p><strong>Nothing here yet.</strong></p><p>Type <code>/interview question</code> below to get a question. Everybody answers in its thread, and Whetstone gives feedback.</p></div>
</div></div>
${atEnd ? nothing : html`<p class="older-note">You are looking at earlier messages. <a href="${path}">Go to the latest</a></p>`}
${composer({ channel: channel.id, label: `Message #${channel.name}`, placeholder: `Message #${channel.name} or /interview` }, visit)}
</main>
<aside id="side" class="side" aria-label="Thread">${parts.side}</aside>
</div>
${atEnd ? html`<div id="live" hx-sse:connect="${path}/live?after=${version}" hx-swap="none"></div>` : nothing}`;
}
