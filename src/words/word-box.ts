import { type SecretBox, secretBox } from '../base/secrets.ts';
import type { WordsSettings } from '../config/words.ts';

/** Begins what is encrypted. Nobody can write it: what comes from outside loses this character. */
const mark = '\u0001w:';
const purpose = 'words';
const inJson = /"\\u0001w:([\w+/=]+)"/g;

/** Encrypts members' words, and tells them from those that aren't encrypted. */
export class WordBox {
  readonly #box: SecretBox;
  readonly isOn: boolean;

  constructor({ keys, isOn }: WordsSettings) {
    this.#box = secretBox(keys);
    this.isOn = isOn;
  }

  /** Nothing is left as it is, so that a statement can ask for it. */
  seal(words: string): string {
    return this.isOn && words !== '' ? mark + this.#box.seal(words, purpose) : words;
  }

  /** @throws Error when no key opens it. */
  open(stored: string): string {
    return stored.startsWith(mark) ? this.#box.open(stored.slice(mark.length), purpose) : stored;
  }

  /** The strings in the text of a JSON value. */
  openInJson(json: string): string {
    return json.replaceAll(inJson, (_all, sealed: string) => JSON.stringify(this.#box.open(sealed, purpose)));
  }

  /** What `seal` would make now: encrypted with the first key, or not at all. */
  isCurrent(stored: string): boolean {
    if (!stored.startsWith(mark)) return !this.isOn || stored === '';
    return this.isOn && this.#box.isCurrent(stored.slice(mark.length), purpose);
  }
}

/** A value with each string in it changed; what isn't plain data stays as it is. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapStrings(one, change));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapStrings(one, change)]));
}

/** Only the strings beneath some names, or all. */
export function mapWords(
  value: unknown,
  which: 'all' | readonly string[],
  change: (text: string) => string,
): unknown {
  if (which === 'all') return mapStrings(value, change);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, which.includes(key) ? mapStrings(one, change) : one]),
  );
}
