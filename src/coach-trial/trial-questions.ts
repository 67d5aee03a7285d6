import { readdir, readFile } from 'node:fs/promises';
import { installation } from '../base/installation.ts';
import { type Track, trackSchema } from '../domain/question.ts';
import { yaml } from '../questions/formats/yaml.ts';

/** The questions of the labelled answers, as they were when people read the answers: the bank has gone on since. */
export async function readTrialTracks(): Promise<Track[]> {
  const folder = new URL('trial/questions/', installation);
  const files = (await readdir(folder)).sort();
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  return texts.map((text) => trackSchema.parse(yaml.parse(text).data));
}
