import { z } from 'zod';
import type { DraftRequest } from '../../src/domain/coach.ts';
import { categories, levels, type Question, questionSchema } from '../../src/domain/question.ts';
import { limits } from './limits.ts';
import { plain } from './plain.ts';

const point = z.object({ text: z.string(), hint: z.string(), examples: z.array(z.string()) });

/** What a model writes. */
interface Draft {
  readonly questions: readonly {
    readonly track: string;
    readonly topic: string;
    readonly category: Question['category'];
    readonly level: Question['level'];
    readonly prompt: string;
    readonly sampleAnswer: string;
    readonly tip: string;
    readonly keyPoints: readonly z.infer<typeof point>[];
    readonly misconceptions: readonly { readonly text: string; readonly hint: string }[];
    readonly followUps: readonly string[];
  }[];
}

export function draftSchema(tracks: DraftRequest['tracks']): z.ZodType<Draft> {
  const question = z.object({
    track: z.enum(tracks.map(({ id }) => id)),
    topic: z.string(),
    category: z.enum(categories),
    level: z.enum(levels),
    prompt: z.string(),
    sampleAnswer: z.string(),
    tip: z.string(),
    keyPoints: z.array(point),
    misconceptions: z.array(z.object({ text: z.string(), hint: z.string() })),
    followUps: z.array(z.string()),
  });
  return z.object({ questions: z.array(question) });
}

const { most, prompt, sample, line } = limits.draft;

/** Those of a model's questions that are whole: plain text, within the limits of the bank. */
export function questionsOf({ questions }: Draft): Question[] {
  return questions.slice(0, most).flatMap((draft, index): Question[] => {
    const lines = (texts: readonly string[], count: number) =>
      texts
        .map((text) => plain(text, line))
        .filter(Boolean)
        .slice(0, count);
    const pointOf = ({ text, hint }: { readonly text: string; readonly hint: string }) => ({
      text: plain(text, line),
      ...(plain(hint, line) && { hint: plain(hint, line) }),
    });
    const read = questionSchema.safeParse({
      id: `${draft.track}/draft-${index + 1}`,
      category: draft.category,
      level: draft.level,
      prompt: plain(draft.prompt, prompt),
      sample_answer: plain(draft.sampleAnswer, sample),
      tip: plain(draft.tip, line),
      key_points: draft.keyPoints.slice(0, 8).map((one, at) => ({
        id: `point-${at + 1}`,
        ...pointOf(one),
        examples: lines(one.examples, 3),
      })),
      misconceptions: draft.misconceptions.slice(0, 4).map(pointOf),
      follow_ups: lines(draft.followUps, 4),
      tags: [slug(draft.topic)].filter(Boolean),
    });
    return read.success ? [read.data] : [];
  });
}

const slug = (text: string) =>
  (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).slice(0, 3).join('-').slice(0, 40).replace(/-$/, '');
