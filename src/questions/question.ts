import { z } from 'zod';

export const categories = ['behavioral', 'technical', 'situational'] as const;
export const levels = ['beginner', 'intermediate', 'advanced'] as const;

export type Category = (typeof categories)[number];
export type Level = (typeof levels)[number];

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const line = z.string().trim().min(1);
const identifier = z.string().regex(slug, 'must be lower-case words joined by hyphens, like "read-the-plan"');

const keyPoint = z.strictObject({ id: identifier, text: line.max(300), cues: z.array(line.max(80)).min(1) });
const misconception = z.strictObject({ text: line.max(300), cues: z.array(line.max(80)).min(1) });

/** One question of the bank. `id` is `<track>/<name>`; drops and answers refer to it, so it never changes. */
export const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must look like "backend/slow-query"'),
  category: z.enum(categories),
  level: z.enum(levels),
  prompt: line.max(1500),
  sample_answer: line.max(3000),
  tip: line.max(500),
  key_points: z.array(keyPoint).min(3).max(8),
  misconceptions: z.array(misconception).default([]),
  follow_ups: z.array(line.max(500)).min(2),
  tags: z.array(identifier).default([]),
});

/** A role one practises for, with its questions: the content of `questions/<track>.yaml`. */
export const trackSchema = z.strictObject({
  id: identifier,
  title: line.max(80),
  description: line.max(300),
  preparation_tips: z.array(line.max(500)).min(5),
  related: z.array(identifier).default([]),
  questions: z.array(questionSchema).min(1),
});

export type Question = z.infer<typeof questionSchema>;
export type Track = z.infer<typeof trackSchema>;
