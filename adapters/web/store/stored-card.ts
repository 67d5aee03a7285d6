import type { Card } from '../../../src/chat/card.ts';
import { cleanAll } from '../render/clean.ts';

/** A card as JSON that Postgres takes: no null bytes, no halves of characters. */
export function packCard(card: Card): string {
  return JSON.stringify(cleanAll(card));
}

/** The card again. JSON has no dates, so the instants in it are made anew. */
export function unpackCard(stored: unknown): Card {
  return revive(stored) as Card;
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, revive(entry)]);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  const isInstant = typeof copy.time === 'string' && typeof copy.style === 'string';
  return isInstant ? { ...copy, time: new Date(copy.time as string) } : copy;
}
