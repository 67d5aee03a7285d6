import type { z } from 'zod';
import { Problem } from './problem.ts';

/** Parses a body, which may lie `under` others; what is wrong with it becomes Discord's tree of errors. */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  under: readonly string[] = [],
): z.output<Schema> {
  const result = schema.safeParse(body, { reportInput: true });
  if (result.success) return result.data;
  throw invalidForm(
    result.error.issues.map((issue) => ({ path: [...under, ...issue.path], ...explained(issue) })),
  );
}

interface FormError {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

export function invalidForm(problems: readonly FormError[]): Problem {
  const errors: Record<string, unknown> = {};
  for (const { path, code, message } of problems) {
    let node = errors;
    for (const key of path.map(String)) {
      const next = (node[key] ?? {}) as Record<string, unknown>;
      node[key] = next;
      node = next;
    }
    node._errors = [...((node._errors as object[] | undefined) ?? []), { code, message }];
  }
  return new Problem(400, 50035, 'Invalid Form Body', errors);
}

/** @see https://docs.discord.com/developers/reference#error-messages */
function explained(issue: z.core.$ZodIssue): { code: string; message: string } {
  if (issue.code === 'too_big')
    return issue.origin === 'string' || issue.origin === 'array'
      ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
      : { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` };
  if (issue.code === 'too_small' && issue.minimum !== 1)
    return { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
  if (issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.input === undefined))
    return { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  if (issue.code === 'custom' && issue.params?.code !== undefined)
    return { code: String(issue.params.code), message: issue.message };
  if (issue.code === 'invalid_union' || issue.code === 'invalid_value')
    return { code: 'BASE_TYPE_CHOICES', message: 'Value must be one of those documented.' };
  return { code: 'BASE_TYPE_INVALID', message: issue.message };
}
