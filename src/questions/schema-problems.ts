import type { z } from 'zod';
import type { Finding, Path, Source } from './formats/format.ts';

type Issue = z.core.$ZodIssue;

/** Says in the words of a person who edits the file what a schema found wrong with the value at `path`, and where. */
export function schemaProblems(
  source: Source,
  issues: readonly Issue[],
  path: Path,
  prefix: string,
): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    const place = [...path, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        ...source.positionOfKey(place, key),
        message: prefix + unrecognized(key, place),
      }));
    return [{ ...source.positionOf(place), message: `${prefix}${sentence(issue, place)}` }];
  });
}

function unrecognized(key: string, place: Path): string {
  // They had cues once.
  if (key === 'cues' && place.includes('misconceptions'))
    return 'a misconception has no cues; give examples, sentences by which people state it.';
  return `"${key}" isn't a key that belongs here; correct its name or remove it.`;
}

function sentence(issue: Issue, place: Path): string {
  const what = subject(place);
  if (issue.input === undefined) return `${what} is missing; add it.`;
  if (issue.input === null) return `${what} is empty; give it a value.`;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string' && Array.isArray(issue.input) && issue.input.length > 1)
        return `${what} has ${countOf(issue.input)}; make it one text.`;
      return `${what} is ${kindOf(issue.input)}; make it ${kinds[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return `${what} is ${JSON.stringify(issue.input)}; choose one of ${issue.values.join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? `${what} is empty; write some text.`
        : `${what} has ${countOf(issue.input)}; it needs at least ${issue.minimum}.`;
    case 'too_big':
      return `${what} has ${countOf(issue.input)}; cut it to at most ${issue.maximum}.`;
    default:
      return `${what} is ${shortened(issue.input)}; it ${issue.message}.`;
  }
}

const shortened = (value: unknown) => JSON.stringify(value).replace(/^(.{80}).+/s, '$1…"');

function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  if (typeof last !== 'number') return `"${String(last)}"`;
  return path.length === 1 ? `Track ${last + 1}` : `entry ${last + 1} of "${String(path.at(-2))}"`;
}

const kinds: Record<string, string> = {
  string: 'text (in quotes if it looks like a number or a date)',
  array: 'a list',
  object: 'a map of keys and values',
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'object') return 'a map';
  return `a ${typeof value}`;
}

function countOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`;
  return `${String(value).trim().length} characters`;
}
