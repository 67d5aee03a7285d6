/** Letters and digits alone, in one case and form: how texts are compared however they are spaced or decorated. */
export function squash(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
