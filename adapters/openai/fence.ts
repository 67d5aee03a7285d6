import { randomBytes } from 'node:crypto';

/** Marks what people wrote. The mark is new for each call, so that nobody can write its end. */
export interface Fence {
  readonly mark: string;
  around(name: string, text: string): string;
}

export function newFence(): Fence {
  const mark = randomBytes(12).toString('hex');
  return { mark, around: (name, text) => `<<<${name} ${mark}>>>\n${text}\n<<<end of ${name} ${mark}>>>` };
}
