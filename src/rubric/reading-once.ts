import { LRUCache } from 'lru-cache';
import type { ReadText, Sentence } from './text.ts';

/** As many as the largest questions have, several times. */
const most = 300;

/** Reads each of the last few hundred texts once. For those of questions, which are needed several times; what people write isn't kept. */
export function readingOnce(read: ReadText): ReadText {
  const known = new LRUCache<string, readonly Sentence[]>({ max: most });
  return (text) => {
    const sentences = known.get(text) ?? read(text);
    known.set(text, sentences);
    return sentences;
  };
}
