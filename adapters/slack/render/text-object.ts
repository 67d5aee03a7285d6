import type { MrkdwnElement, PlainTextElement } from '@slack/web-api';
import type { Inline } from '../../../src/chat/card.ts';
import { escapeText, looksLikeMarkup } from '../escape.ts';
import { nameOf, plainWords, type Setting } from './inline.ts';
import { slackTime } from './time.ts';

export function plainText(text: string): PlainTextElement {
  // Without `emoji: false` Slack would turn `:words:` of people into emoji.
  return { type: 'plain_text', text, emoji: false };
}

/**
 * For context lines and fields, which take no rich text. mrkdwn can't escape its own characters, so a text that holds
 * any of them goes out without markup: `snake_case` must not turn italic, but a bold label may be plain.
 */
export function textObject(parts: readonly Inline[], setting: Setting): MrkdwnElement | PlainTextElement {
  if (parts.some((part) => looksLikeMarkup(dataOf(part, setting)))) {
    return plainText(plainWords(parts, setting));
  }
  // `verbatim`: no addresses or names in the text become links by themselves.
  return { type: 'mrkdwn', text: parts.map((part) => mrkdwn(part, setting)).join(''), verbatim: true };
}

/** What others wrote of it. */
function dataOf(part: Inline, setting: Setting): string {
  return typeof part !== 'string' && ('channel' in part || 'time' in part) ? '' : plainWords([part], setting);
}

function mrkdwn(part: Inline, setting: Setting): string {
  if (typeof part === 'string') return escapeText(part);
  if ('bold' in part) return mark('*', part.bold);
  if ('italic' in part) return mark('_', part.italic);
  if ('code' in part) return mark('`', part.code);
  if ('member' in part) return mention(part.member, setting);
  if ('group' in part) return escapeText(`@${part.group}`);
  if ('channel' in part) return `<#${escapeText(part.channel)}>`;
  if ('link' in part) return `<${escapeText(part.link)}|${escapeText(part.text)}>`;
  const { timestamp, format, fallback } = slackTime(part);
  return `<!date^${timestamp}^${format}|${escapeText(fallback)}>`;
}

/** Marks hold only around one line, and not with a space inside. */
function mark(sign: string, text: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)(.*\S|)(\s*)$/s.exec(escapeText(text)) ?? [];
  return words === '' || words.includes('\n') ? escapeText(text) : `${before}${sign}${words}${sign}${after}`;
}

/** See rich-text.ts for why only one may be mentioned. */
function mention(member: string, { names, for: addressee }: Setting): string {
  return member === addressee ? `<@${escapeText(member)}>` : escapeText(nameOf(member, names));
}
