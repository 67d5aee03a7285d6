import type { Card } from '../../src/chat/card.ts';
import { formerMember } from '../../src/chat/former-member.ts';
import type { Connection } from './connections.ts';
import type { Members } from './members.ts';
import type { Names } from './render/inline.ts';

/** What the members that a card speaks of are called: a mention would ping them, a name doesn't. */
export async function namesIn(card: Card, connection: Connection, members: Members): Promise<Names> {
  const ids = new Set<string>();
  collect(card.blocks, ids);
  const entries = [...ids].map(async (id) => [id, (await members.find(connection, id)).name ?? id] as const);
  const names = new Map(await Promise.all(entries));
  return { member: (id) => names.get(id) ?? id };
}

function collect(value: unknown, ids: Set<string>): void {
  if (value === null || typeof value !== 'object' || value instanceof Date) return;
  if ('member' in value && typeof value.member === 'string' && !formerMember(value.member))
    ids.add(value.member);
  for (const part of Object.values(value)) collect(part, ids);
}
