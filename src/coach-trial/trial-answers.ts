import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { installation } from '../base/installation.ts';

/** From good to bad: the last two say something false, or talk to whoever grades. */
export const kinds = ['strong', 'medium', 'weak', 'wrong', 'hostile'] as const;

const answerSchema = z.strictObject({
  id: z.string(),
  /** Its id. */
  question: z.string(),
  kind: z.enum(kinds),
  /** Ids of the key points that it makes, as people see it. */
  covered: z.array(z.string()),
  answer: z.string(),
});

export type TrialAnswer = z.infer<typeof answerSchema>;

/** The labelled answers that Whetstone comes with, in an order in which the first twenty have every kind and track. */
export async function readTrialAnswers(): Promise<TrialAnswer[]> {
  const text = await readFile(new URL('trial/answers.jsonl', installation), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => answerSchema.parse(JSON.parse(line)));
}
