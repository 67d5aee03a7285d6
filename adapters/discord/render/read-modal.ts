import { z } from 'zod';
import type { FormValues } from '../../../src/chat/form.ts';
import { uncarry } from './carry.ts';
import { withoutEmpty } from './values.ts';

export interface Submission {
  readonly form: string;
  readonly subject: string;
  readonly values: FormValues;
}

/** A form's modal has a custom id that begins with this. */
export const modalName = 'form';

const inputSchema = z
  .object({
    custom_id: z.string(),
    value: z.union([z.string(), z.boolean()]).nullish(),
    values: z.array(z.string()).optional(),
  })
  .transform(({ custom_id: id, value, values = [] }) => ({
    id,
    value: typeof value === 'boolean' ? (value ? 'true' : '') : (value ?? values.join(',')),
  }));

/** What isn't a label is a text display. */
const componentsSchema = z.array(z.object({ component: inputSchema.optional() }));

/** The values of a submitted modal, each under the whole custom id of its field. */
export function readInputs(
  components: unknown,
): { readonly id: string; readonly value: string }[] | undefined {
  const { data } = componentsSchema.safeParse(components);
  return data?.flatMap(({ component }) => (component ? [component] : []));
}

/**
 * What a submitted modal says: its custom id and components as Discord sends them. Undefined when it is
 * none of ours.
 */
export function readModal(customId: string, components: unknown): Submission | undefined {
  const inputs = readInputs(components);
  const first = uncarry(customId);
  if (!inputs || first.name !== modalName) return undefined;
  const fields = inputs.map(({ id, value }) => ({ ...uncarry(id), value }));
  const about = readAbout([first, ...fields].map(({ chunk }) => chunk).join(''));
  return (
    about && {
      ...about,
      values: withoutEmpty(Object.fromEntries(fields.map(({ name, value }) => [name, value]))),
    }
  );
}

/** A form's name and subject, as they ride in custom ids. */
export function readAbout(text: string): Omit<Submission, 'values'> | undefined {
  const { name: form, chunk: subject } = uncarry(text);
  return form === '' ? undefined : { form, subject };
}
