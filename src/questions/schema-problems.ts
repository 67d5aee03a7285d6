import type { z } from 'zod';
import type { Finding, Path, YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

/** Says in the words of a person who edits the file what a schema found wrong, and where. */
export function schemaProblems(source: YamlSource, issues: readonly Issue[], prefix: (path: Path) => string) {
  return issues.flatMap((issue): Finding[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        ...source.positionOfKey(issue.path, key),
        message: `${prefix(issue.path)}"${key}" isn't a key that belongs here; correct its name or remove it.`,
      }));
    return [{ ...source.positionOf(issue.path), message: `${prefix(issue.path)}${sentence(issue)}` }];
  });
}

function sentence(issue: Issue): string {
  const what = subject(issue.path);
  if (issue.input === undefined) return `${what} is missing; add it.`;
  if (issue.input === null) return `${what} is empty; give it a value.`;
  switch (issue.code) {
    case 'invalid_type':
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
      return `${what} is ${JSON.stringify(issue.input)}; it ${issue.message}.`;
  }
}

function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  return typeof last === 'number' ? `entry ${last + 1} of "${String(path.at(-2))}"` : `"${String(last)}"`;
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
