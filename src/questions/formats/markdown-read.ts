import { type Finding, type Path, type Position, type Source, unreadable } from './format.ts';
import { type Entry, readSections, type Section } from './markdown-sections.ts';
import { type Part, pointOf } from './point.ts';

type Values = Record<string, unknown>;

/** Tracks under headings of depth 1, questions under depth 2, their parts under depth 3. */
export function readMarkdown(text: string): Source {
  const { sections, before } = readSections(text);
  const tracks: { [key: string]: unknown; questions: Values[] }[] = [];
  const lines = new Map<string, number>();
  const place = (path: Path, line: number) => lines.set(path.join('\n'), line);
  for (const section of sections) {
    const { depth, title, line } = section;
    const key = keyOf(title);
    const track = tracks.at(-1);
    const question = track?.questions.at(-1);
    const trackPath = [tracks.length - 1];
    const isPart = depth === 2 && partsOfTracks.includes(key);
    if (depth === 1) {
      place([tracks.length], line);
      tracks.push(readTrack(section));
    } else if (track && isPart) readPart(track, key, section, trackPath, place);
    else if (track && depth === 2) {
      place([...trackPath, 'questions', track.questions.length], line);
      track.questions.push(readQuestion(section));
    } else if (question) {
      readPart(
        question,
        key,
        section,
        [...trackPath, 'questions', (track?.questions.length ?? 1) - 1],
        place,
      );
    } else return misplaced(line);
  }
  if (before) return misplaced(1);
  const positionOf = (path: Path): Position => {
    for (let length = path.length; length > 0; length -= 1) {
      const line = lines.get(path.slice(0, length).join('\n'));
      if (line !== undefined) return { line, column: 1 };
    }
    return { line: 1, column: 1 };
  };
  const positionOfKey = (path: Path, key: string) => positionOf([...path, key]);
  return { data: tracks, findings: sections.flatMap(tooDeep), positionOf, positionOfKey };
}

const partsOfTracks = ['preparation_tips', 'related', 'topics'];
const keyOf = (title: string) => title.toLowerCase().replace(/[ -]+/g, '_');

function misplaced(line: number): Source {
  const message =
    'This stands under no track or no question; write "# Title (track)", then "## track/question", then its parts.';
  return unreadable({ line, column: 1, message });
}

/** As in "Backend Engineer (backend)", or the id alone for a track that is there already. */
function readTrack({ title, text }: Section) {
  const [, name, id] = /^(.*)\(([^()]*)\)$/.exec(title) ?? [];
  const details = { ...(name?.trim() && { title: name.trim() }), ...(text && { description: text }) };
  return { id: id ?? title, ...details, questions: [] };
}

/** Under the question's id stand its category and level. */
function readQuestion({ title, text }: Section): Values {
  const [category, level, ...others] = text.split(',').map((word) => word.trim());
  return { id: title, ...(category && { category }), ...(level && { level: [level, ...others].join(', ') }) };
}

/** As in `Hint: How did you find out?`. */
export const namedPart = /^(hint|example|cue):\s*(.*)$/is;

const plain = ({ text }: Entry) => text;
const point =
  (hasId: boolean) =>
  ({ text, entries }: Entry) =>
    pointOf(text, entries.map(readPointPart), hasId);

const lists: Readonly<Record<string, (entry: Entry) => unknown>> = {
  preparation_tips: plain,
  related: plain,
  topics: plain,
  key_points: point(true),
  misconceptions: point(false),
  follow_ups: plain,
  tags: plain,
};

function listNamed(key: string): ((entry: Entry) => unknown) | undefined {
  return Object.hasOwn(lists, key) ? lists[key] : undefined;
}

/** Items below those that the list has a meaning for. */
function tooDeep({ title, entries = [] }: Section): Finding[] {
  const read = listNamed(keyOf(title));
  const meant = read === plain ? entries : entries.flatMap((entry) => entry.entries);
  const message = 'This item is nested too deep to be read; move it up, or into the text above it.';
  return (read ? meant : [])
    .flatMap((entry) => entry.entries)
    .map(({ line }) => ({ line, column: 1, message }));
}

/** An item under a point is an example, unless it says that it is something else. */
function readPointPart({ text }: Entry): Part {
  const [, kind, rest = ''] = namedPart.exec(text) ?? [];
  return kind ? { kind: kind.toLowerCase() as Part['kind'], text: rest } : { kind: 'example', text };
}

function readPart(
  into: Values,
  key: string,
  { text, entries, line }: Section,
  path: Path,
  place: (path: Path, line: number) => void,
): void {
  const read = listNamed(key);
  into[key] = read && entries ? entries.map(read) : text;
  place([...path, key], line);
  if (!read) return;
  for (const [index, entry] of (entries ?? []).entries()) {
    place([...path, key, index], entry.line);
    const counts = { hint: 0, example: 0, cue: 0 };
    for (const part of entry.entries) {
      const { kind } = readPointPart(part);
      const name = kind === 'hint' ? kind : `${kind}s`;
      if (counts[kind] === 0) place([...path, key, index, name], part.line);
      place([...path, key, index, name, counts[kind]], part.line);
      counts[kind] += 1;
    }
  }
}
