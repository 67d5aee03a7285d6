import { basename } from 'node:path';
import type { Question, Track } from '../domain/question.ts';
import { type CheckedQuestion, type CheckedTrack, checkTrack, inOrder, type Problem } from './check-track.ts';
import type { Finding, Source } from './formats/format.ts';
import { yaml } from './formats/yaml.ts';
import { shippedRules } from './question-rules.ts';
import { repeatedQuestions, repetition } from './repeated-questions.ts';

export interface Inspection {
  readonly track?: Track;
  /** In the order of their lines. */
  readonly problems: readonly Problem[];
  /** Also those of a track that has problems. */
  readonly questions: readonly (CheckedQuestion & { readonly file: string })[];
}

/** Reads one file of the questions that Whetstone comes with: a track that is right in every respect, or what is wrong. */
export function inspectTrack(file: string, text: string): Inspection {
  const source = yaml.parse(text);
  const nothing = (findings: readonly Finding[]) => ({ problems: inFile(file, findings), questions: [] });
  if (source.data === undefined) return nothing(source.findings);
  if (source.data === null) {
    const message = 'The file is empty; write a track with its id, title, description and questions.';
    return nothing([...source.findings, { line: 1, column: 1, message }]);
  }
  const checked = checkTrack(source, source.data, [], { rules: shippedRules });
  const questions = checked.questions.map((question) => ({ ...question, file }));
  const findings = [
    ...source.findings,
    ...checked.problems,
    ...nameProblem(source, checked, basename(file, '.yaml')),
    ...questions.flatMap(({ problems }) => problems),
    ...[...repeatedQuestions(questions)].map(([one, first]) => repetition(one, first)),
  ];
  return {
    problems: inFile(file, findings),
    questions,
    ...(checked.details &&
      findings.length === 0 && { track: { ...checked.details, questions: right(questions) } }),
  };
}

function right(questions: readonly CheckedQuestion[]): Question[] {
  return questions.flatMap(({ question }) => question ?? []);
}

function nameProblem(source: Source, { id }: CheckedTrack, name: string): Finding[] {
  if (!id || id === name) return [];
  const message = `"id" is "${id}" but the file is named "${name}"; make them the same.`;
  return [{ ...source.positionOf(['id']), message }];
}

function inFile(file: string, findings: readonly Finding[]): Problem[] {
  return inOrder(findings).map(({ line, column, message }) => ({ file, line, column, message }));
}
