import type { Inline, Text } from '../../../src/chat/card.ts';
import { clean } from '../../../src/chat/clean.ts';
import { formerMember } from '../../../src/chat/former-member.ts';
import { limits } from '../limits.ts';
import { fallbackTime } from './time.ts';

/** What people are called; a name is shown wherever a mention would ping somebody whom the card isn't for. */
export interface Names {
  member(id: string): string;
}

/** What a block is rendered with. */
export interface Setting {
  readonly names: Names;
  /** The one member who may be pinged. */
  readonly for: string | undefined;
}

/** The parts without control characters and empty strings, links that lead nowhere made text. */
export function inlinesOf(text: Text): Inline[] {
  const parts = typeof text === 'string' ? [text] : text;
  return parts.map(cleaned).filter((part) => wordsOf(part) !== '');
}

function cleaned(part: Inline): Inline {
  if (typeof part === 'string') return clean(part);
  if ('bold' in part) return { bold: clean(part.bold) };
  if ('italic' in part) return { italic: clean(part.italic) };
  if ('code' in part) return { code: clean(part.code) };
  if (!('link' in part)) return part;
  const link = webAddress(part.link);
  const text = clean(part.text);
  return link === undefined ? text : { link, text: text || link };
}

/** Only the web's addresses become links. */
function webAddress(link: string): string | undefined {
  const address = clean(link).trim();
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  // A bar would end the address in mrkdwn.
  const href = new URL(address).href.replaceAll('|', '%7C');
  return href.length <= limits.url ? href : undefined;
}

/** What the reader sees of a part, as words. */
function wordsOf(part: Inline): string {
  if (typeof part === 'string') return part;
  if ('bold' in part) return part.bold;
  if ('italic' in part) return part.italic;
  if ('code' in part) return part.code;
  return 'link' in part ? part.text : ' ';
}

/** “@Maya”, as Slack calls her. */
export const nameOf = (member: string, names: Names): string =>
  formerMember(member) ?? `@${clean(names.member(member))}`;

/** For places without any markup. */
export function plainWords(parts: readonly Inline[], { names }: Setting): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('member' in part) return nameOf(part.member, names);
      if ('group' in part) return `@${part.group}`;
      if ('channel' in part) return `#${part.channel}`;
      return 'time' in part ? fallbackTime(part.time, part.style) : wordsOf(part);
    })
    .join('');
}
