import type { JudgedPoint } from './verdicts.ts';

/** A quotation begins with its sentence when its words end in this part of it: what follows them matters too. */
const wellWithin = 0.75;

/** The words that show a key point, with as much of their sentence around them as the limit allows. */
export function quoteOf(
  { sentence: { text, tokens }, span }: Pick<JudgedPoint, 'sentence' | 'span'>,
  most: number,
): string {
  if (span === undefined) return cut(text, most);
  const lower = text.toLowerCase();
  let at = 0;
  const places = tokens.map(({ word }) => {
    const from = Math.max(at, lower.indexOf(word, at));
    at = Math.min(text.length, from + word.length);
    return { from, to: at };
  });
  const [from, to] = [places[span.from]?.from ?? 0, places[span.to]?.to ?? text.length];
  if (text.length <= most || to < most * wellWithin) return cut(text, most);
  const room = most - 2;
  const wanted = Math.min(from, Math.max(0, Math.round((from + to - room) / 2)), text.length - room);
  const start = text.indexOf(' ', wanted) + 1;
  return `…${cut(text.slice(start > from ? from : start), most - 1)}`;
}

/** Cuts at a word's end, within a number of characters that includes the ellipsis. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1);
  const end = head.search(/\s\S*$/);
  return `${(end > 0 ? head.slice(0, end) : head).replace(/(?<![\s,;:.(–-])[\s,;:.(–-]+$/, '').replace(/[\uD800-\uDBFF]$/, '')}…`;
}
