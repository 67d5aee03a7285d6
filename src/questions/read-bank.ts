import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installation } from '../base/installation.ts';
import type { Track } from '../domain/question.ts';
import type { Problem } from './check-track.ts';
import { inspectTrack } from './inspect-track.ts';
import { repeatedQuestions, repetition } from './repeated-questions.ts';

export interface Bank {
  /** The tracks without problems, by file name. */
  readonly tracks: readonly Track[];
  readonly problems: readonly Problem[];
}

/** The questions that Whetstone comes with. */
export const bankFolder = fileURLToPath(new URL('questions/', installation));

/** The names of the files that a folder's questions are in. */
export async function bankFiles(dir: string): Promise<string[]> {
  return (await readdir(dir)).filter((name) => name.endsWith('.yaml')).sort();
}

/** Reads every `*.yaml` of a folder. */
export async function readBank(dir: string): Promise<Bank> {
  const files = await bankFiles(dir);
  const inspections = await Promise.all(
    files.map(async (file) => inspectTrack(file, await readFile(join(dir, file), 'utf8'))),
  );
  const repeated = [...repeatedQuestions(inspections.flatMap(({ questions }) => questions))];
  return {
    tracks: inspections.flatMap(({ track }) => track ?? []),
    problems: [
      ...inspections.flatMap(({ problems }) => problems),
      ...repeated.flatMap(([one, first]) => (one.file === first.file ? [] : repetition(one, first))),
    ],
  };
}

/** As in "20 in Backend Engineer, DevOps Engineer". */
export function countQuestions(tracks: readonly Track[]): string {
  const count = tracks.reduce((sum, { questions }) => sum + questions.length, 0);
  return `${count} in ${tracks.map(({ title }) => title).join(', ')}`;
}
