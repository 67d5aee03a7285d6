import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../../src/domain/question.ts';
import type { RubricCoach } from '../../src/rubric/rubric-coach.ts';
import { textReader } from '../../src/rubric/text.ts';

/** Where public sets of short answers lie, when they are there; they are read and never copied. */
const folder = process.env.PUBLIC_ANSWERS ?? join(import.meta.dirname, '../../../shared/public-answers');

interface Line {
  readonly split: string;
  readonly question: string;
  readonly refs: readonly string[];
  readonly answer: string;
  /** By people, 0 to 1. */
  readonly score: number;
}

/** The answers of a set, or none where it isn't there. */
export function readPublic(name: string, split: string): Line[] {
  const path = join(folder, `${name}.jsonl`);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Line).filter((line) => line.split === split);
}

/**
 * What a coach and what people give, each 0 to 1: the reference is the sample answer, and its sentences are the key points. The coach has a
 * rule of its own for key points that stand in the sample answer word for word; with a word without meaning before each it reads them
 * like any others.
 */
export async function gradePublic(
  coach: RubricCoach,
  lines: readonly Line[],
  by: 'reference' | 'points',
): Promise<[number, number][]> {
  const read = textReader();
  const pairs: [number, number][] = [];
  for (const { question, refs, answer, score } of lines) {
    const [reference = ''] = refs;
    const key_points = read(reference)
      .slice(0, 8)
      .map(({ text }) => (by === 'reference' ? text : `That ${text}`))
      .map((text, index) => ({ id: `point-${index}`, text, examples: [], cues: [] }));
    const asked: Question = {
      ...{ id: 'public/question', category: 'technical', level: 'beginner', tip: '', tags: [] },
      ...{ prompt: question, sample_answer: reference, key_points, misconceptions: [], follow_ups: [] },
    };
    const got = await coach.assess({ question: asked, answer, earlierAnswers: [], isMeant: true });
    pairs.push([(got.score ?? 0) / 100, score]);
  }
  return pairs;
}
