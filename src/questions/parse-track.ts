import { basename } from 'node:path';
import { type Track, trackSchema } from './question.ts';
import { schemaProblems } from './schema-problems.ts';
import { draftSchema, trackRules } from './track-rules.ts';
import { type Finding, openYaml, type Path, type Position } from './yaml-source.ts';

/** Something in a file of the question bank that its author can mend. */
export interface Problem extends Finding {
  readonly file: string;
}

export interface Inspection {
  readonly track?: Track;
  /** In the order of their lines. */
  readonly problems: readonly Problem[];
  /** The questions' ids and where they stand, also of a track that has problems. */
  readonly ids: readonly ({ readonly id: string } & Position)[];
}

/** Reads one file of the question bank: either a track that is right in every respect, or all that is wrong with it. */
export function parseTrack(
  fileName: string,
  yaml: string,
): { track: Track } | { problems: readonly Problem[] } {
  const { track, problems } = inspectTrack(fileName, yaml);
  return track ? { track } : { problems };
}

export function inspectTrack(file: string, yaml: string): Inspection {
  const source = openYaml(yaml);
  if (source.data === undefined) return { problems: inOrder(file, source.findings), ids: [] };
  if (source.data === null) {
    const message = 'The file is empty; write a track with its id, title, description and questions.';
    return { problems: inOrder(file, [...source.findings, { line: 1, column: 1, message }]), ids: [] };
  }
  const draft = draftSchema.parse(source.data);
  const prefix = (path: Path) => {
    const [, index] = path;
    if (path[0] !== 'questions' || typeof index !== 'number') return '';
    return `${draft.questions[index]?.id || `Question ${index + 1}`}: `;
  };
  const result = trackSchema.safeParse(source.data, { reportInput: true });
  const ids = draft.questions.map(({ id }, index) => ({
    id,
    ...source.positionOf(['questions', index, 'id']),
  }));
  const findings = [
    ...source.findings,
    ...(result.success ? [] : schemaProblems(source, result.error.issues, prefix)),
    ...[...trackRules(draft, basename(file, '.yaml'))].map(({ path, message }) => ({
      ...source.positionOf(path),
      message: prefix(path) + message,
    })),
    ...repeatedQuestions(ids),
  ];
  return {
    problems: inOrder(file, findings),
    ids,
    ...(result.success && !findings.length && { track: result.data }),
  };
}

function repeatedQuestions(ids: Inspection['ids']): Finding[] {
  return ids.flatMap(({ id, line, column }, index) => {
    const first = ids.findIndex((other) => other.id === id);
    if (!id || first === index) return [];
    const message = `${id}: this id is already used on line ${ids[first]?.line}; give one of the questions another.`;
    return [{ line, column, message }];
  });
}

function inOrder(file: string, findings: readonly Finding[]): Problem[] {
  return findings
    .map((finding) => ({ file, ...finding }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
