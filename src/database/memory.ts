import { LRUCache } from 'lru-cache';
import type { Db } from './database.ts';

/** What a process remembers of a database; of several, as in tests, each has its own. */
export function memory<Value extends object | string>(
  options: LRUCache.Options<string, Value, unknown>,
): (db: Db) => LRUCache<string, Value> {
  const memories = new WeakMap<Db, LRUCache<string, Value>>();
  return (db) => {
    const known = memories.get(db) ?? new LRUCache(options);
    memories.set(db, known);
    return known;
  };
}
