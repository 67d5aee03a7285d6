import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectTrack, type Problem } from './parse-track.ts';
import type { Track } from './question.ts';

export interface Bank {
  /** The tracks without problems, by file name. */
  readonly tracks: readonly Track[];
  readonly problems: readonly Problem[];
}

/** The questions that Whetstone comes with. */
export const bankFolder = fileURLToPath(new URL('../../questions/', import.meta.url));

/** Reads every `*.yaml` of a folder. */
export async function readBank(dir: string): Promise<Bank> {
  const files = (await readdir(dir)).filter((name) => name.endsWith('.yaml')).sort();
  const tracks: Track[] = [];
  const problems: Problem[] = [];
  const homes = new Map<string, string>();
  for (const file of files) {
    const inspection = inspectTrack(file, await readFile(join(dir, file), 'utf8'));
    if (inspection.track) tracks.push(inspection.track);
    problems.push(...inspection.problems);
    for (const { id, line, column } of inspection.ids) {
      const home = homes.get(id) ?? file;
      homes.set(id, home);
      if (!id || home === file) continue;
      problems.push({
        file,
        line,
        column,
        message: `${id}: this id is already used in ${home}; give it another.`,
      });
    }
  }
  return { tracks, problems };
}

/** As in "20 in Backend Engineer, DevOps Engineer". */
export function countQuestions(tracks: readonly Track[]): string {
  const count = tracks.reduce((sum, { questions }) => sum + questions.length, 0);
  return `${count} in ${tracks.map(({ title }) => title).join(', ')}`;
}
