import { z } from 'zod';
import type { Question } from '../../src/domain/question.ts';
import { dimensionsOf } from './dimensions.ts';

const proof = z.string().describe('Words copied exactly from the answer; empty when there are none');

const keyPoint = z.object({ verdict: z.enum(['covered', 'unsure', 'missing']), proof });
const dimension = z.object({ score: z.literal([1, 2, 3, 4, 5]), proof });

export interface Reading {
  readonly keyPoints: Readonly<Record<string, z.infer<typeof keyPoint>>>;
  readonly dimensions: Readonly<Record<string, z.infer<typeof dimension>>>;
  /** Numbers count from 1. */
  readonly misconceptions: readonly { readonly number: number; readonly proof: string }[];
  readonly strengths: readonly { readonly what: string; readonly proof: string }[];
  readonly improvement: string;
  readonly followUp: string;
}

/** What a model returns for a question: one property a key point and dimension, so that none can be left out. */
export function readingSchema({ key_points, category }: Question): z.ZodType<Reading> {
  const each = <T extends z.ZodType>(names: readonly string[], schema: T) =>
    z.object(Object.fromEntries(names.map((name) => [name, schema])));
  return z.object({
    keyPoints: each(
      key_points.map(({ id }) => id),
      keyPoint,
    ),
    dimensions: each(dimensionsOf[category], dimension),
    misconceptions: z.array(z.object({ number: z.number(), proof })),
    strengths: z.array(z.object({ what: z.string(), proof })),
    improvement: z.string(),
    followUp: z.string(),
  });
}

export const replySchema = z.object({ reply: z.string(), nextQuestion: z.string() });
