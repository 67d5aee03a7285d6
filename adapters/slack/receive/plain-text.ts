import { withEmoji } from '../emoji.ts';

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * What a person wrote, from Slack's own form of it: as it was typed, with mentions as `@name`, links with words of their own
 * as these and the address, and the three entities undone. See https://docs.slack.dev/messaging/formatting-message-text
 */
export function plainText(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_whole, inside: string) => readBrackets(inside))
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
}

function readBrackets(inside: string): string {
  const { target, label } = partsOf(inside);
  if (target.startsWith('@')) return `@${label || target.slice(1)}`;
  // Slack names no channel that not everybody who reads it sees.
  if (target.startsWith('#')) return `#${label || 'channel'}`;
  if (target.startsWith('!')) return special(target.slice(1), label);
  return label === '' || isTyped(target, label) ? label || target : `${label} (${target})`;
}

/** Dates have what is shown where there are none; the others speak to many. */
function special(target: string, label: string): string {
  const [kind = ''] = target.split('^');
  if (kind === 'date') return label;
  return `@${label.replace(/^@/, '') || (kind === 'subteam' ? 'group' : kind)}`;
}

/** Slack makes links of what looks like an address, as `deploy.sh` does: then the address is the label and a scheme. */
function isTyped(target: string, label: string): boolean {
  const plain = (address: string) =>
    address
      .toLowerCase()
      .replace(/^(https?:\/\/|mailto:|tel:)/, '')
      .replace(/\/$/, '');
  return plain(target) === plain(label);
}

function partsOf(inside: string): { readonly target: string; readonly label: string } {
  const bar = inside.indexOf('|');
  return bar < 0
    ? { target: inside, label: '' }
    : { target: inside.slice(0, bar), label: inside.slice(bar + 1) };
}

/** The words of a command: as a person wrote them, but with mentions still as `<@U…>`, and emoji as themselves. */
export function commandText(text: string): string {
  const words = text
    .replace(/<([^<>@][^<>]*)>/g, (_whole, inside: string) => {
      const { target, label } = partsOf(inside);
      return label || (target.startsWith('#') ? target.slice(1) : readBrackets(inside));
    })
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity);
  return withEmoji(words);
}

/** The members that a text mentions. */
export function mentionsIn(text: string): string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, user]) => user ?? '');
}
