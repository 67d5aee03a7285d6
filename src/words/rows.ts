import type { Instant } from '../database/database.ts';

declare module '../database/database.ts' {
  interface Database {
    word_keys: WordKeys;
  }
}

/** The keys that words may be encrypted with. */
interface WordKeys {
  /** Tells the key from others without giving it away. */
  digest: string;
  used_since: Instant;
}
