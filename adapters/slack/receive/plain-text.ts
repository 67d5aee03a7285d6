import { emojiOf } from '../emoji.ts';

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * What a person wrote, from Slack's own form of it: mentions as `@name`, links as their text with the address, and
 * the three entities undone. See https://docs.slack.dev/messaging/formatting-message-text
 */
export function plainText(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_whole, inside: string) => readBrackets(inside))
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

function readBrackets(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('@')) return `@${label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label ?? target.slice(1)}`;
  if (target.startsWith('!')) return `@${label?.replace(/^@/, '') ?? target.slice(1).split('^')[0]}`;
  return label && label !== target ? `${label} (${target})` : target;
}

/** The words of a command: as a person wrote them, but with mentions still as `<@U…>`, and emoji as themselves. */
export function commandText(text: string): string {
  return text
    .replace(/<([^<>@][^<>]*)>/g, (_whole, inside: string) => inside.split('|').at(-1) ?? inside)
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/:([a-z0-9_+-]+):/g, (_whole, name: string) => emojiOf(name));
}

/** The members that a text mentions. */
export function mentionsIn(text: string): string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, user]) => user ?? '');
}
