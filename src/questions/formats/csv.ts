import { CsvError, type Info } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Question } from '../../domain/question.ts';
import { readLines, readPoint, writeLines, writePoints } from './csv-list.ts';
import { type Finding, type Format, type Path, type Position, type Source, unreadable } from './format.ts';

/** How a question's parts stand in the cells of its row. */
const columns: Readonly<Record<keyof Question, 'text' | 'lines' | 'key points' | 'points'>> = {
  id: 'text',
  category: 'text',
  level: 'text',
  prompt: 'text',
  sample_answer: 'text',
  tip: 'text',
  key_points: 'key points',
  misconceptions: 'points',
  follow_ups: 'lines',
  tags: 'lines',
};
const names = Object.keys(columns) as (keyof Question)[];
const mayBeLeftOut: readonly string[] = ['misconceptions', 'tags'] satisfies (keyof Question)[];

/** A row for each question, for spreadsheets. Tracks are those that the questions' ids begin with, by id alone. */
export const csv: Format = {
  parse(text) {
    const rows = rowsOf(text);
    return Array.isArray(rows) ? read(rows) : unreadable(rows);
  },
  write: (tracks) =>
    stringify([
      names,
      ...tracks.flatMap(({ questions }) =>
        questions.map((question) => names.map((name) => cellOf(question, name))),
      ),
    ]),
};

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows, or in which of them the quotes go wrong. */
function rowsOf(text: string): Row[] | Finding {
  // The names of the columns hold no separator, so the first one that is there separates them.
  const delimiter = /[,;\t]/.exec(text.split('\n', 1)[0] ?? '')?.[0] ?? ',';
  const rows: Row[] = [];
  let line = 1;
  const keep = (cells: string[], { lines }: Info) => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    line = lines + 1;
    return null;
  };
  try {
    parse(text, { delimiter, relax_column_count: true, on_record: keep });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message =
      'The row that begins here can’t be read; put cells with quotes or line breaks into quotes, and double the quotes within.';
    return { line, column: 1, message };
  }
}

function read([head, ...rows]: readonly Row[]): Source {
  const header = head?.cells.map((cell) => cell.trim()) ?? [];
  const missing = names.filter((name) => !header.includes(name) && !mayBeLeftOut.includes(name));
  const unknown = header.filter(
    (name, index) => !Object.hasOwn(columns, name) || header.indexOf(name) < index,
  );
  if (missing.length > 0 || unknown.length > 0) {
    const wrong = missing.length > 0 ? `lacks ${missing.join(', ')}` : `has ${unknown.join(', ')}`;
    const message = `The first line ${wrong}; it names the columns: ${names.join(', ')}.`;
    return unreadable({ line: head?.line ?? 1, column: 1, message });
  }
  const curly = rows.find((row) => isPartedByCurlyQuotes(row, header.length));
  if (curly) {
    const message =
      'Cells here stand in curly quotes (“ ”), which word processors make; a CSV file needs straight ones ("). Replace them in the whole file.';
    return unreadable({ line: curly.line, column: 1, message });
  }
  const tracks = new Map<string, { id: string; questions: object[]; rows: Row[] }>();
  const findings: Finding[] = [];
  for (const row of rows) {
    const question = Object.fromEntries(
      header.map((name, index) => [name, readCell(name, row.cells[index])]),
    );
    const [id = ''] = String(question.id).split('/');
    const track = tracks.get(id) ?? { id, questions: [], rows: [] };
    tracks.set(id, track);
    track.questions.push(question);
    track.rows.push(row);
    if (row.cells.length !== header.length) {
      const message = `This line has ${row.cells.length} cells and the first line ${header.length}; quote cells that hold the separator.`;
      findings.push({ line: row.line, column: 1, message });
    }
  }
  const found = [...tracks.values()];
  const positionOf = (path: Path) => positionIn(header, found, path);
  const data = found.map(({ id, questions }) => ({ id, questions }));
  return { data, findings, positionOf, positionOfKey: (path, key) => positionOf([...path, key]) };
}

/** Only straight quotes hold a cell with separators or line breaks together. */
function isPartedByCurlyQuotes({ cells }: Row, wanted: number): boolean {
  return cells.length !== wanted && cells.some((cell) => /^\s*[“”„]/.test(cell));
}

/** The line of a row, of a cell in it, or of an entry in that. */
function positionIn(
  header: readonly string[],
  tracks: readonly { readonly rows: readonly Row[] }[],
  [track, , question, name, entry]: Path,
): Position {
  const rows = tracks[Number(track)]?.rows ?? [];
  const row = rows[Number(question ?? 0)];
  if (!row) return { line: 1, column: 1 };
  const column = header.indexOf(String(name));
  const before = row.cells.slice(0, Math.max(column, 0)).join('').match(/\n/g)?.length ?? 0;
  const within = entry === undefined ? 0 : (readLines(row.cells[column] ?? '')[Number(entry)]?.line ?? 0);
  return { line: row.line + before + within, column: 1 };
}

function readCell(name: string, cell = ''): unknown {
  const text = unguarded(cell).trim();
  const kind = columns[name as keyof Question];
  if (kind === 'text') return text;
  const entries = readLines(text).map(({ entry }) => entry);
  return kind === 'lines' ? entries : entries.map((entry) => readPoint(entry, kind === 'key points'));
}

function cellOf(question: Question, name: keyof Question): string {
  const value = question[name];
  if (typeof value === 'string') return guarded(value);
  const points = value.filter((entry) => typeof entry !== 'string');
  return guarded(points.length > 0 ? writePoints(points) : writeLines(value as string[]));
}

/** A spreadsheet computes what begins like a formula, unless an apostrophe stands before it. */
const guarded = (cell: string) => (/^'*[=+\-@＝＋－＠]/.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string) => (/^'+[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell);
