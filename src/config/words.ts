import type { Variables } from './variables.ts';

/** How what members write is stored. */
export interface WordsSettings {
  /** The first encrypts, all decrypt. */
  readonly keys: readonly Buffer[];
  /** Otherwise what is encrypted is read, and nothing more is encrypted. */
  readonly isOn: boolean;
}

export function wordsSettings(data: Variables, problems: string[]): WordsSettings {
  const { ENCRYPTION_KEY: keys = [], ENCRYPT_WORDS: encrypts } = data;
  const isOn = encrypts === 'on';
  if (isOn && keys.length === 0)
    problems.push(
      'ENCRYPTION_KEY is missing: ENCRYPT_WORDS needs it. Make one with `openssl rand -base64 32`.',
    );
  return { keys, isOn };
}
