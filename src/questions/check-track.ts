import { z } from 'zod';
import {
  type Question,
  questionSchema,
  type TrackDetails,
  trackDetailsSchema,
  trackFrameSchema,
} from '../domain/question.ts';
import type { Finding, Path, Position, Source } from './formats/format.ts';
import { draftSchema, questionRules, type Rules } from './question-rules.ts';
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

/** A track's details without its questions. */
export interface CheckedDetails extends Omit<CheckedTrack, 'questions'> {
  /** Also of details in which something is wrong. */
  readonly topics: readonly string[];
}

const nameOnly = z.strictObject({ id: z.string(), questions: z.array(z.unknown()).min(1) });
const draftTrack = z
  .object({
    id: z.string().trim().catch(''),
    topics: z.array(z.string()).catch([]),
    questions: z.array(z.unknown()).catch([]),
  })
  .catch({ id: '', topics: [], questions: [] });

/** Looks at the track at `path` of a source, which may be named by its id alone, and at each of its questions by itself. */
export function checkTrack(source: Source, data: unknown, path: Path): CheckedTrack {
  const draft = draftTrack.parse(data);
  const isNameOnly = nameOnly.safeParse(data).success;
  const { data: track, error } = trackFrameSchema.safeParse(data, { reportInput: true });
  const { questions: _, ...details } = track ?? { questions: [] };
  return {
    ...source.positionOf([...path, 'id']),
    id: draft.id,
    details: track && (details as TrackDetails),
    problems: isNameOnly || !error ? [] : schemaProblems(source, error.issues, path, ''),
    questions: checkQuestions(source, draft.questions, [...path, 'questions'], draft.id),
  };
}

/** Looks at a file that has a track's details and none of its questions. */
export function checkDetails(source: Source): CheckedDetails {
  const { data: details, error } = trackDetailsSchema.safeParse(source.data, { reportInput: true });
  const { id, topics } = draftTrack.parse(source.data);
  return {
    ...source.positionOf(['id']),
    id,
    topics,
    details,
    problems: error ? schemaProblems(source, error.issues, [], '') : [],
  };
}

/** Looks at each question of the list at `path`; `rules` are those beyond what every question keeps to. */
export function checkQuestions(
  source: Source,
  list: readonly unknown[],
  path: Path,
  track: string,
  rules: Rules = () => [],
): CheckedQuestion[] {
  return list.map((question, index) => checkQuestion(source, question, [...path, index], track, rules));
}

function checkQuestion(
  source: Source,
  data: unknown,
  path: Path,
  track: string,
  rules: Rules,
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
