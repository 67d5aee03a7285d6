import { clean } from '../chat/clean.ts';
import type { Entry } from '../registry/my-data.ts';

/** What is longer stands in a paragraph of its own. */
const longestInLine = 100;

/** An entry for people: short values as a list, then whatever is long, then what has parts of its own beneath headings. Leaves out what is empty. */
export function asMarkdown(entry: Entry, level = 3): string {
  const said = Object.entries(entry).filter(([, value]) => !isEmpty(value));
  const short = said.flatMap(([name, value]) => {
    const text = inLine(value);
    return text === undefined ? [] : [`- **${labelOf(name)}:** ${text}`];
  });
  const long = said.flatMap(([name, value]) =>
    inLine(value) === undefined ? [inFull(labelOf(name), value, level)] : [],
  );
  return `${[short.join('\n'), ...long].filter(Boolean).join('\n\n')}\n`;
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** “written_at” as people write it. */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Undefined for what takes more than a line. */
function inLine(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value instanceof Date) return value.toISOString().slice(0, 16).replace('T', ' ');
  if (Array.isArray(value)) {
    const parts = value.map(inLine);
    return parts.every((part) => part !== undefined) ? short(parts.join(', ')) : undefined;
  }
  return value !== null && typeof value === 'object' ? undefined : short(String(value));
}

const short = (text: string) =>
  text.length > longestInLine || text.includes('\n') ? undefined : clean(text);

function inFull(label: string, value: unknown, level: number): string {
  if (!Array.isArray(value)) {
    const isText = value === null || typeof value !== 'object';
    return isText
      ? `**${label}:**\n\n${quote(String(value))}`
      : under(label, asMarkdown(value as Entry, level + 1), level);
  }
  const parts = value.map((part) =>
    part !== null && typeof part === 'object'
      ? asMarkdown(part as Entry, level + 1).trimEnd()
      : quote(String(part)),
  );
  return parts.map((part, index) => under(`${label} ${index + 1}`, part, level)).join('\n\n');
}

const under = (label: string, text: string, level: number) =>
  `${'#'.repeat(Math.min(level, 6))} ${label}\n\n${text.trimEnd()}`;

/** What somebody wrote, line by line, so that none of it becomes a heading. */
const quote = (text: string) => clean(text).replace(/^/gm, '> ');
