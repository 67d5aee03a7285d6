import { z } from 'zod';

export const categories = ['behavioral', 'technical', 'situational'] as const;
export const levels = ['beginner', 'intermediate', 'advanced'] as const;

export type Category = (typeof categories)[number];
export type Level = (typeof levels)[number];

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** What the database and every format can keep: no control characters and no halves of characters. */
const passage = z
  .string()
  .overwrite((text) => text.replace(/\r\n|[\r\u2028\u2029]/g, '\n').trim())
  .min(1)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n])*$/u, 'must be without control characters');
const line = passage.overwrite((text) => text.replace(/(?<!\s)\s*\n\s*/g, ' '));
const identifier = z.string().regex(slug, 'must be lower-case words joined by hyphens, like "read-the-plan"');

/** What a mentor would ask somebody who misses a key point or holds a misconception; it gives nothing away. */
const hint = line.max(300).optional();
/** Sentences by which people make a key point, or state a misconception. */
const examples = z.array(line.max(300)).max(5).default([]);
const cues = z.array(line.max(80)).default([]);

const keyPoint = z.strictObject({ id: identifier, text: line.max(300), hint, examples, cues });
const misconception = z.strictObject({ text: line.max(300), hint, examples });

/** One question of the bank. `id` is `<track>/<name>`; drops and answers refer to it, so it never changes. */
export const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must look like "backend/slow-query"'),
  category: z.enum(categories),
  level: z.enum(levels),
  prompt: passage.max(1500),
  sample_answer: passage.max(3000),
  tip: line.max(500),
  key_points: z.array(keyPoint).min(3).max(8),
  misconceptions: z.array(misconception).default([]),
  follow_ups: z.array(line.max(500)).min(2),
  tags: z.array(identifier).default([]),
});

export const trackDetailsSchema = z.strictObject({
  id: identifier,
  title: line.max(80),
  description: line.max(300),
  preparation_tips: z.array(line.max(500)).min(5),
  related: z.array(identifier).default([]),
  /** What its questions are about; the first tag of each is one of them. */
  topics: z.array(identifier).default([]),
});

/** A role one practises for, with its questions. */
export const trackSchema = trackDetailsSchema.extend({ questions: z.array(questionSchema).min(1) });

/** A track whose questions are yet to be looked at, one by one. */
export const trackFrameSchema = trackDetailsSchema.extend({ questions: z.array(z.unknown()).min(1) });

export type TrackDetails = z.infer<typeof trackDetailsSchema>;
export type KeyPoint = z.infer<typeof keyPoint>;
export type Misconception = z.infer<typeof misconception>;
export type Question = z.infer<typeof questionSchema>;
export type Track = z.infer<typeof trackSchema>;

/** What a question is about, for spreading and filtering: its first tag. */
export function topicOf({ tags }: Question): string | null {
  return tags[0] ?? null;
}

/** The track that a question's id begins with. */
export function trackOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
