import type { Inline } from '../../../src/chat/card.ts';
import type { Person } from '../store/people.ts';

/** The text with every `@Name` of somebody here made a mention. */
export function markMentions(text: string, people: readonly Person[]): Inline[] {
  const byName = new Map(people.map((person) => [person.name.toLowerCase(), person.id]));
  const names = [...byName.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const mention = new RegExp(`(?<![\\p{L}\\p{N}])@(${names.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(mention)) {
    const member = byName.get(match[1]?.toLowerCase() ?? '');
    if (!member) continue;
    parts.push(text.slice(end, match.index), { member });
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

/** Ids of those whom the text mentions. */
export function mentioned(text: string, people: readonly Person[]): string[] {
  const ids = markMentions(text, people).flatMap((part) =>
    typeof part !== 'string' && 'member' in part ? [part.member] : [],
  );
  return [...new Set(ids)];
}

/** The text with every mention as the core's commands read it: `<@id>`. */
export function withMentions(text: string, people: readonly Person[]): string {
  return markMentions(text, people)
    .map((part) => (typeof part !== 'string' && 'member' in part ? `<@${part.member}>` : part))
    .join('');
}
