import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextText } from '@slack/web-api';
import type { Inline } from '../../../src/chat/card.ts';
import { limits } from '../limits.ts';
import { nameOf, type Setting } from './inline.ts';
import { splitInlines } from './split-inlines.ts';
import { slackTime } from './time.ts';

/**
 * Rich text is a tree: what people wrote sits in `text` elements, which Slack shows as they are, so that nothing in
 * them can become markup, a link or a mention.
 * @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function richText(...elements: RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A text as sections of a block each, so that one that is too long for a message can end between them. */
export function richSections(
  parts: readonly Inline[],
  setting: Setting,
  type: 'rich_text_section' | 'rich_text_quote' = 'rich_text_section',
): RichTextBlock[] {
  return splitInlines(parts, limits.text)
    .filter((run) => run.length > 0)
    .map((run) => richText({ type, elements: richElements(run, setting) }));
}

export function richElements(parts: readonly Inline[], setting: Setting): RichTextElement[] {
  return parts.map((part) => richElement(part, setting));
}

function richElement(part: Inline, setting: Setting): RichTextElement {
  if (typeof part === 'string') return text(part);
  if ('bold' in part) return { ...text(part.bold), style: { bold: true } };
  if ('italic' in part) return { ...text(part.italic), style: { italic: true } };
  if ('code' in part) return { ...text(part.code), style: { code: true } };
  if ('member' in part) return mention(part.member, setting);
  if ('group' in part) return text(`@${part.group}`);
  if ('channel' in part) return { type: 'channel', channel_id: part.channel };
  if ('link' in part) return { type: 'link', url: part.link, text: part.text };
  return { type: 'date', ...slackTime(part) };
}

function text(words: string): RichTextText {
  return { type: 'text', text: words };
}

/**
 * Slack notifies whoever is mentioned in a message and has no quiet mention. So all but the one whom the card is for
 * are shown by name, in edits as well: the same card may be sent afresh.
 * @see https://docs.slack.dev/messaging/formatting-message-text#mentioning-users
 */
function mention(member: string, { names, for: addressee }: Setting): RichTextElement {
  if (member === addressee) return { type: 'user', user_id: member };
  return { ...text(nameOf(member, names)), style: { bold: true } };
}
