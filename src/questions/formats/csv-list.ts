/**
 * Lists within a cell: a line for each entry, and `|` between an entry's parts; `\|` is the character itself. A part after
 * the first is an example, unless `? ` before it says that it is the hint, or `~ ` that it is a cue.
 */
import { headOf, kinds, type Part, type Point, partsOf, pointOf } from './point.ts';

const signs: Readonly<Record<Part['kind'], string>> = { hint: '?', example: '>', cue: '~' };
const signed = /^([?>~])(?:\s+(.*))?$/s;

export const writeLines = (entries: readonly string[]): string => entries.join('\n');

/** As in `read-plan: Reads the query plan | ? How did you find out? | I ran EXPLAIN on it. | ~ execution plan`. */
export const writePoints = (points: readonly Point[]): string =>
  writeLines(
    points.map((point) => [headOf(point), ...partsOf(point).map(writePart)].map(escaped).join(' | ')),
  );

function writePart({ kind, text }: Part): string {
  return kind === 'example' && !signed.test(text) ? text : `${signs[kind]} ${text}`;
}

/** Entries with the index of the cell's line that each stands on. */
export function readLines(cell: string): { entry: string; line: number }[] {
  return cell
    .split(/\r\n|\r|\n/)
    .map((entry, line) => ({ entry: entry.trim(), line }))
    .filter(({ entry }) => entry !== '');
}

export function readPoint(entry: string, hasId: boolean): object {
  const [head = '', ...parts] = split(entry);
  return pointOf(head, parts.map(readPart), hasId);
}

function readPart(part: string): Part {
  const [, sign, text = ''] = signed.exec(part) ?? [];
  const kind = kinds.find((one) => signs[one] === sign);
  return kind ? { kind, text } : { kind: 'example', text: part };
}

const escaped = (text: string) => text.replace(/[\\|]/g, '\\$&');

function split(entry: string): string[] {
  const parts = [''];
  for (const [token] of entry.matchAll(/\\[\\|]|./gsu)) {
    if (token === '|') parts.push('');
    else parts[parts.length - 1] += token.length === 2 && token.startsWith('\\') ? token.slice(1) : token;
  }
  return parts.map((part) => part.trim());
}
