import { z } from 'zod';
import { limits } from '../limits.ts';
import { clean, isBlank } from '../render/clean.ts';
import type { Request } from '../visit.ts';

export const idSchema = z.string().regex(/^\d{1,18}$/);

/** A path of our own to come back to. */
export const backSchema = z
  .string()
  .regex(/^\/(?![/\\])[\w\-./%]*$/)
  .catch('/');

/** One line that a person typed. */
export function lineSchema(what: string, longest: number) {
  return z
    .string()
    .transform((text) => clean(text).replace(/\s+/g, ' ').trim())
    .refine((text) => !isBlank(text), `${what} can’t be empty.`)
    .refine((text) => text.length <= longest, `${what} can have at most ${longest} characters.`);
}

export const messageTextSchema = z
  .string()
  .transform((text) => clean(text).trim())
  .refine((text) => !isBlank(text), 'Write something first.')
  .refine((text) => text.length <= limits.messageText, {
    error: ({ input }) => tooLong(String(input).length),
  });

function tooLong(length: number): string {
  const count = (number: number) => number.toLocaleString('en');
  return `This has ${count(length)} characters, and a message can have ${count(limits.messageText)}. Shorten it or send it in two parts.`;
}

export type Parsed<Output> =
  | { readonly ok: true; readonly data: Output }
  | { readonly ok: false; readonly problem: string };

/** The form that came with the request, checked. The problem is a sentence for the person. */
export async function parseForm<Output>(c: Request, schema: z.ZodType<Output>): Promise<Parsed<Output>> {
  const { success, data, error } = schema.safeParse(await c.req.parseBody());
  if (success) return { ok: true, data };
  const issue = error.issues[0];
  return {
    ok: false,
    problem:
      issue?.code === 'custom'
        ? issue.message
        : 'The page sent something unexpected. Reload it and try again.',
  };
}
