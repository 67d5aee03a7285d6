import type { Question } from '../../domain/question.ts';
import { inOrder, type Problem } from '../check-track.ts';
import { repeatedQuestions, repetition } from '../repeated-questions.ts';
import type { Sheet } from './read-sheet.ts';

/** All that is wrong with a file as such, in the order of its lines. What is in the database isn't looked at. */
export function sheetProblems({ file, tracks, problems }: Sheet): Problem[] {
  const questions = tracks.flatMap((track) => track.questions.map((one) => ({ ...one, file })));
  const findings = [...problems, ...[...tracks, ...questions].flatMap((one) => one.problems)];
  return inOrder([
    ...findings.map((finding) => ({ ...finding, file })),
    ...[...repeatedQuestions(questions)].map(([one, first]) => repetition(one, first)),
  ]);
}

export function sheetQuestions({ tracks }: Sheet): Question[] {
  return tracks.flatMap(({ questions }) => questions.flatMap(({ question }) => question ?? []));
}
