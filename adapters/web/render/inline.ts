import type { Inline, Text } from '../../../src/chat/card.ts';
import { formerMember } from '../../../src/chat/former-member.ts';
import { clean } from './clean.ts';
import { cutText } from './cut.ts';
import type { Fence } from './find-code.ts';
import { type Html, html, nothing } from './html.ts';
import { renderTime } from './time.ts';

/** What a renderer must know of the workspace. */
export interface Names {
  member(id: string): string;
  channel(id: string): string;
  /** Whose page it is: mentions of them stand out. */
  readonly viewer?: string;
}

function renderText(text: Text, names: Names): Html {
  const parts = typeof text === 'string' ? [text] : text;
  return html`${parts.map((part) => renderInline(part, names))}`;
}

/** The text, its end folded away when it is longer than `limit`. */
export function renderFolded(text: Text, limit: number, names: Names): Html {
  const { head, rest } = cutText(text, limit);
  if (rest.length === 0) return renderText(head, names);
  return html`${renderText(head, names)}<span class="ellipsis">…</span><details class="rest"><summary>Show the rest</summary><div dir="auto" class="text">${renderText(rest, names)}</div></details>`;
}

function renderInline(part: Inline | Fence, names: Names): Html {
  if (typeof part === 'string') return html`${clean(part)}`;
  if ('bold' in part) return html`<strong>${clean(part.bold)}</strong>`;
  if ('italic' in part) return html`<em>${clean(part.italic)}</em>`;
  if ('fenced' in part) return renderFence(part.code);
  if ('code' in part) return html`<code>${clean(part.code)}</code>`;
  if ('member' in part) return renderMention(part.member, names);
  if ('group' in part) return html`<bdi class="mention">@${clean(part.group)}</bdi>`;
  if ('channel' in part) return html`<bdi class="mention">#${clean(names.channel(part.channel))}</bdi>`;
  if ('link' in part) return renderLink(part.link, part.text);
  return renderTime(part.time, part.style);
}

/** Wide ones scroll by themselves, by keyboard too, instead of widening the page. */
function renderFence(code: string): Html {
  return html`<pre role="region" aria-label="Code" tabindex="0"><code>${clean(code)}</code></pre>`;
}

function renderMention(member: string, names: Names): Html {
  const former = formerMember(member);
  if (former) return html`${former}`;
  const me = member === names.viewer;
  return html`<bdi class="mention${me ? ' mention-me' : nothing}">@${clean(names.member(member))}</bdi>`;
}

/** Only the web's addresses and our own become links; any other shows as the text it is. */
function renderLink(address: string, text: string): Html {
  const link = clean(address).trim();
  if (/^\/(?![/\\])/.test(link)) return html`<a href="${link}">${clean(text)}</a>`;
  if (/^https?:\/\//i.test(link) && URL.canParse(link))
    return html`<a href="${link}" target="_blank" rel="noopener noreferrer nofollow">${clean(text)}</a>`;
  return html`${clean(text)} (${link})`;
}
