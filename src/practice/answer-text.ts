/** Fewer words than this are conversation, not an answer. */
export const minimumWords = 8;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * Null bytes (which Postgres refuses), other control characters, and invisible ones that would fake a length or turn
 * the direction of the text. The joiners stay: emoji and Persian need them.
 */
const invisible = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** What a person wrote, as it is stored: without invisible characters, and in one Unicode form. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').replace(invisible, '').normalize('NFC').trim();
}

/** Whether it has enough words to be an answer; also in scripts that are written without spaces. */
export function isLongEnough(text: string): boolean {
  let count = 0;
  for (const { isWordLike } of words.segment(text)) {
    if (isWordLike) count += 1;
    if (count === minimumWords) return true;
  }
  return false;
}
