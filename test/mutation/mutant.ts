/** A small change to the code that a test should notice. */
export interface Mutant {
  readonly file: string;
  /** Where it begins; both are offsets in the file. */
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

/** Of the first thing that is changed, not of the line break before it. */
export const lineOf = (text: string, { from }: Mutant): number =>
  text.slice(0, from + text.slice(from).search(/\S/)).split('\n').length;

export const applied = (text: string, { from, to, instead }: Mutant): string =>
  text.slice(0, from) + instead + text.slice(to);

/** As in `a < b → a <= b`, on one line. */
export function described(text: string, { from, to, instead }: Mutant): string {
  const [before, after] = [text.slice(from, to), instead].map((part) => part.trim().replace(/\s+/g, ' '));
  return `${before} → ${after || 'nothing'}`;
}
