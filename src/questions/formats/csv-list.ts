/** Lists within a cell: a line for each entry, and `|` between an entry's parts; `\|` is the character itself. */

interface Point {
  readonly id?: string;
  readonly text: string;
  readonly cues: readonly string[];
}

export const writeLines = (entries: readonly string[]): string => entries.join('\n');

/** As in `read-plan: Reads the query plan | explain | execution plan`. */
export const writePoints = (points: readonly Point[]): string =>
  writeLines(
    points.map(({ id, text, cues }) =>
      [id === undefined ? escaped(text) : `${id}: ${escaped(text)}`, ...cues.map(escaped)].join(' | '),
    ),
  );

/** Entries with the index of the cell's line that each stands on. */
export function readLines(cell: string): { entry: string; line: number }[] {
  return cell
    .split(/\r\n|\r|\n/)
    .map((entry, line) => ({ entry: entry.trim(), line }))
    .filter(({ entry }) => entry !== '');
}

export function readPoint(entry: string, hasId: boolean): Point {
  const [first = '', ...cues] = split(entry);
  const [, id, text = ''] = (hasId && /^([^:]*):(.*)$/s.exec(first)) || [];
  return id === undefined ? { text: first, cues } : { id: id.trim(), text: text.trim(), cues };
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
