import type { Problem } from './check-track.ts';

type Named = Omit<Problem, 'message'> & { readonly id: string };

/** Each question whose id occurred before, with the first that has it. */
export function repeatedQuestions<T extends Named>(questions: readonly T[]): Map<T, T> {
  const firsts = new Map<string, T>();
  const repeated = new Map<T, T>();
  for (const question of questions) {
    const first = firsts.get(question.id);
    if (first) repeated.set(question, first);
    else if (question.id) firsts.set(question.id, question);
  }
  return repeated;
}

export function repetition({ id, file, line, column }: Named, first: Named): Problem {
  const where = first.file === file ? `on line ${first.line}` : `in ${first.file}`;
  const message = `${id}: this id is already used ${where}; give one of the questions another.`;
  return { file, line, column, message };
}
