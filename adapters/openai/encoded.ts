/** A text without what only a machine reads: encoded bytes, keys, and the like. */
export function withoutEncoded(text: string): string {
  return text
    .replace(/\S+/g, (run) => (isEndless(run) ? ' ' : run.replace(stretch, dropMixed)))
    .replace(bytes, ' ');
}

/** Longer than any word, unless it is of short words as an address or a line of code is. */
function isEndless(run: string): boolean {
  return run.length > 40 && /[\w+%$*~^|!#@\\]{20}/.test(run);
}

/** Whole, so that each is looked at once. */
const stretch = /(?<![\w+/=-])[A-Za-z0-9+/_-]{17,}={0,2}(?![\w+/=-])/g;

function dropMixed(letters: string): string {
  return /\d/.test(letters) && /[a-z]/.test(letters) && /[A-Z]/.test(letters) ? ' ' : letters;
}

const bytes =
  /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{12,}={1,2}(?!\S)|(?:\b[0-9a-f]{2}\s){8,}|\b[01]{8}[01\s]{16,}/g;
