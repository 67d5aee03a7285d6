import { z } from 'zod';
import { type Question, questionSchema, type TrackDetails, trackFrameSchema } from '../domain/question.ts';
import type { Finding, Path, Position, Source } from './formats/format.ts';
import { type Draft, draftSchema, questionRules, type Violation } from './question-rules.ts';
import { schemaProblems } from './schema-problems.ts';

/** Something in a file of questions that its author can mend. */
export interface Problem extends Finding {
  readonly file: string;
}

export interface CheckedQuestion extends Position {
  /** Of the track that it stands in. */
  readonly track: string;
  readonly id: string;
  /** Undefined when it breaks the schema. */
  readonly question: Question | undefined;
  /** In the order of their lines; also those that break rules beyond the schema. */
  readonly problems: readonly Finding[];
}

export interface CheckedTrack extends Position {
  readonly id: string;
  /** Undefined when the file names the track alone, or when something is wrong with them. */
  readonly details: TrackDetails | undefined;
  readonly problems: readonly Finding[];
  readonly questions: readonly CheckedQuestion[];
}

interface Demands {
  /** Whether a track may be named by its id alone. */
  readonly detailsMayLack?: boolean;
  /** Rules beyond those of every question. */
  readonly rules?: (question: Draft) => Iterable<Violation>;
}

const nameOnly = z.strictObject({ id: z.string(), questions: z.array(z.unknown()).min(1) });
const draftTrack = z
  .object({ id: z.string().trim().catch(''), questions: z.array(z.unknown()).catch([]) })
  .catch({ id: '', questions: [] });

/** Looks at the track at `path` of a source, and at each of its questions by itself. */
export function checkTrack(source: Source, data: unknown, path: Path, demands: Demands = {}): CheckedTrack {
  const draft = draftTrack.parse(data);
  const isNameOnly = demands.detailsMayLack && nameOnly.safeParse(data).success;
  const { data: track, error } = trackFrameSchema.safeParse(data, { reportInput: true });
  const { questions: _, ...details } = track ?? { questions: [] };
  return {
    ...source.positionOf([...path, 'id']),
    id: draft.id,
    details: track && (details as TrackDetails),
    problems: isNameOnly || !error ? [] : schemaProblems(source, error.issues, path, ''),
    questions: draft.questions.map((question, index) =>
      checkQuestion(source, question, [...path, 'questions', index], draft.id, demands),
    ),
  };
}

function checkQuestion(
  source: Source,
  data: unknown,
  path: Path,
  track: string,
  { rules = () => [] }: Demands,
): CheckedQuestion {
  const draft = draftSchema.parse(data);
  const prefix = `${draft.id || `Question ${Number(path.at(-1)) + 1}`}: `;
  const { data: question, error } = questionSchema.safeParse(data, { reportInput: true });
  const problems = [
    ...(error ? schemaProblems(source, error.issues, path, prefix) : []),
    ...[...questionRules(draft, track), ...rules(draft)].map((violation) => ({
      ...source.positionOf([...path, ...violation.path]),
      message: prefix + violation.message,
    })),
  ];
  return {
    ...source.positionOf([...path, 'id']),
    track,
    id: draft.id,
    question,
    problems: inOrder(problems),
  };
}

export function inOrder<T extends Position>(findings: readonly T[]): T[] {
  return [...findings].sort((a, b) => a.line - b.line || a.column - b.column);
}
