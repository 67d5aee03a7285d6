import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installation } from '../base/installation.ts';
import type { Track } from '../domain/question.ts';
import type { Problem } from './check-track.ts';
import { inspectTrack } from './inspect-track.ts';
import { repeatedQuestions, repetition } from './repeated-questions.ts';

export interface Bank {
  /** The tracks without problems, by the names of their folders. */
  readonly tracks: readonly Track[];
  readonly problems: readonly Problem[];
  /** Where each question stands, by its id. */
  readonly places: ReadonlyMap<string, Omit<Problem, 'message'>>;
}

/** The questions that Whetstone comes with. */
export const bankFolder = fileURLToPath(new URL('questions/', installation));

/** The files with a bank's questions, by their paths from its folder, as in `backend/caching.yaml`. */
export async function bankFiles(dir: string): Promise<string[]> {
  const paths = await readdir(dir, { recursive: true });
  return paths
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^[^/]+\/[^/]+\.yaml$/.test(path))
    .sort();
}

/** Reads a folder with a folder for each track. */
export async function readBank(dir: string): Promise<Bank> {
  const paths = await bankFiles(dir);
  const files = await Promise.all(
    paths.map(async (file) => ({ file, text: await readFile(join(dir, file), 'utf8') })),
  );
  const folders = Map.groupBy(files, ({ file }) => dirname(file));
  const inspections = [...folders].map(([folder, own]) => inspectTrack(folder, own));
  const questions = inspections.flatMap((inspection) => inspection.questions);
  const repeated = [...repeatedQuestions(questions)];
  return {
    tracks: inspections.flatMap(({ track }) => track ?? []),
    places: new Map(questions.map(({ id, file, line, column }) => [id, { file, line, column }])),
    problems: [
      ...inspections.flatMap(({ problems }) => problems),
      ...repeated.flatMap(([one, first]) =>
        dirname(one.file) === dirname(first.file) ? [] : repetition(one, first),
      ),
    ],
  };
}

/** As in "20 in Backend Engineer, DevOps Engineer". */
export function countQuestions(tracks: readonly Track[]): string {
  const count = tracks.reduce((sum, { questions }) => sum + questions.length, 0);
  return `${count} in ${tracks.map(({ title }) => title).join(', ')}`;
}
