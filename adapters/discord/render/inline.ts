import { channelMention, inlineCode, roleMention, TimestampStyles, time, userMention } from 'discord.js';
import type { Inline, Text } from '../../../src/chat/card.ts';
import { clean, isBlank, oneLine } from '../../../src/chat/clean.ts';
import { formerMember } from '../../../src/chat/former-member.ts';
import { escapeMarkdown, isSnowflake } from '../escape.ts';
import { limits } from '../limits.ts';

/** Discord shows these in the reader's zone. https://docs.discord.com/developers/reference#message-formatting */
const styles = {
  time: TimestampStyles.ShortTime,
  day: TimestampStyles.LongDate,
  'day-and-time': TimestampStyles.LongDateShortTime,
  relative: TimestampStyles.RelativeTime,
} as const;

/** The parts without control characters and empty strings, links that lead nowhere made text. */
export function inlinesOf(text: Text): Inline[] {
  const parts = typeof text === 'string' ? [text] : text;
  return parts.map(cleaned).filter((part) => wordsOf(part) !== '');
}

function cleaned(part: Inline): Inline {
  const words = wordsOf(part);
  if (words === undefined) return part;
  if (typeof part === 'string' || !('link' in part)) return withWords(part, clean(words));
  const link = webAddress(part.link);
  const text = oneLine(words);
  return link === undefined ? text : { link, text: isBlank(text) ? link : text };
}

/** Only the web's addresses become links, and nothing in one can end it. */
function webAddress(link: string): string | undefined {
  const address = clean(link).trim();
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const href = new URL(address).href.replace(/[()\\<>`]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return href.length <= limits.link ? href : undefined;
}

/** What can be cut of a part; undefined when it is whole or not there. */
export function wordsOf(part: Inline): string | undefined {
  if (typeof part === 'string') return part;
  if ('bold' in part) return part.bold;
  if ('italic' in part) return part.italic;
  if ('code' in part) return part.code;
  return 'link' in part ? part.text : undefined;
}

export function withWords(part: Inline, words: string): Inline {
  if (typeof part === 'string') return words;
  if ('bold' in part) return { bold: words };
  if ('italic' in part) return { italic: words };
  if ('code' in part) return { code: words };
  return 'link' in part ? { ...part, text: words } : part;
}

/** For embeds and text displays. A mention there pings nobody. */
export function markdown(parts: readonly Inline[], escapeText = escapeMarkdown): string {
  let text = '';
  for (const part of parts) {
    const next = inlineMarkdown(part, escapeText);
    // `**a**` and `*b*` side by side would be one run of stars.
    text += /([*`])\n\1/.test(`${text.at(-1)}\n${next[0]}`) ? `\u200b${next}` : next;
  }
  return text;
}

function inlineMarkdown(part: Inline, escapeText: typeof escapeMarkdown): string {
  if (typeof part === 'string') return escapeText(part);
  if ('bold' in part) return mark('**', part.bold, escapeText);
  if ('italic' in part) return mark('*', part.italic, escapeText);
  if ('code' in part) return code(part.code, escapeText);
  if ('member' in part) return member(part.member);
  if ('group' in part)
    return isSnowflake(part.group) ? roleMention(part.group) : escapeMarkdown(`@${part.group}`);
  if ('channel' in part)
    return isSnowflake(part.channel) ? channelMention(part.channel) : escapeText(`#${part.channel}`);
  if ('link' in part) return `[${escapeText(part.text)}](${part.link})`;
  return time(part.time, styles[part.style]);
}

/** Marks hold within a line, and not with a space inside. */
function mark(sign: string, text: string, escapeText: typeof escapeMarkdown): string {
  return text.replace(
    /^([^\S\n]*)(.*\S|)([^\S\n]*)$/gm,
    (_line, before: string, words: string, after: string) =>
      isBlank(words) ? `${before}${words}${after}` : `${before}${sign}${escapeText(words)}${sign}${after}`,
  );
}

/** Nothing is escaped in code, so what could end it goes out as text. */
function code(text: string, escapeText: typeof escapeMarkdown): string {
  return /[`\n]/.test(text) || isBlank(text) ? escapeText(text) : inlineCode(text);
}

function member(id: string): string {
  return isSnowflake(id) ? userMention(id) : escapeMarkdown(formerMember(id) ?? `@${id}`);
}
