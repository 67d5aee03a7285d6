import { type Path, type Position, type Source, unreadable } from './format.ts';
import { type Entry, readSections, type Section } from './markdown-sections.ts';

type Values = Record<string, unknown>;

/** Tracks under headings of depth 1, questions under depth 2, their parts under depth 3. */
export function readMarkdown(text: string): Source {
  const { sections, before } = readSections(text);
  const tracks: { [key: string]: unknown; questions: Values[] }[] = [];
  const lines = new Map<string, number>();
  const place = (path: Path, line: number) => lines.set(path.join('\n'), line);
  for (const section of sections) {
    const { depth, title, line } = section;
    const key = title.toLowerCase().replace(/[ -]+/g, '_');
    const track = tracks.at(-1);
    const question = track?.questions.at(-1);
    const trackPath = [tracks.length - 1];
    const isPart = depth === 2 && (key === 'preparation_tips' || key === 'related');
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
  return { data: tracks, findings: [], positionOf, positionOfKey: (path, key) => positionOf([...path, key]) };
}

function misplaced(line: number): Source {
  const message =
    'This stands under no track or no question; write "# Title (track)", then "## track/question", then its parts.';
  return unreadable({ line, column: 1, message });
}

/** As in "Backend Engineer (backend)", or the id alone for a track that is there already. */
function readTrack({ title, text }: Section) {
  const [, name, id] = /^(.*?)\s*\(([^()]*)\)$/.exec(title) ?? [];
  const details = { ...(name && { title: name }), ...(text && { description: text }) };
  return { id: id ?? title, ...details, questions: [] };
}

/** Under the question's id stand its category and level. */
function readQuestion({ title, text }: Section): Values {
  const [category, level, ...others] = text.split(',').map((word) => word.trim());
  return { id: title, ...(category && { category }), ...(level && { level: [level, ...others].join(', ') }) };
}

const lists: Readonly<Record<string, (entry: Entry) => unknown>> = {
  preparation_tips: ({ text }) => text,
  related: ({ text }) => text,
  key_points: (entry) => {
    const [, id, text] = /^([^:]*):(.*)$/s.exec(entry.text) ?? [];
    return { ...(id === undefined ? { text: entry.text } : { id: id.trim(), text }), cues: cuesOf(entry) };
  },
  misconceptions: (entry) => ({ text: entry.text, cues: cuesOf(entry) }),
  follow_ups: ({ text }) => text,
  tags: ({ text }) => text,
};

const cuesOf = ({ entries }: Entry) => entries.map(({ text }) => text);

function readPart(
  into: Values,
  key: string,
  { text, entries, line }: Section,
  path: Path,
  place: (path: Path, line: number) => void,
): void {
  const read = Object.hasOwn(lists, key) ? lists[key] : undefined;
  into[key] = read && entries ? entries.map(read) : text;
  place([...path, key], line);
  if (!read) return;
  for (const [index, entry] of (entries ?? []).entries()) {
    place([...path, key, index], entry.line);
    for (const [number, cue] of entry.entries.entries())
      place([...path, key, index, 'cues', number], cue.line);
  }
}
