import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { checkCustomIds, checkRange, customId, optionsOf, selects } from './component-schema.ts';

/** @see https://docs.discord.com/developers/components/reference#label */
const id = z.int().nonnegative().optional();

const textInput = z
  .strictObject({
    type: z.literal(ComponentType.TextInput),
    id,
    custom_id: customId,
    style: z.union([z.literal(1), z.literal(2)]),
    label: z.string().min(1).max(45).optional(),
    min_length: z.int().min(0).max(4000).optional(),
    max_length: z.int().min(1).max(4000).optional(),
    required: z.boolean().optional(),
    value: z.string().max(4000).optional(),
    placeholder: z.string().max(100).optional(),
  })
  .superRefine(({ value, min_length: min = 0, max_length: max = 4000 }, context) => {
    const report = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code: 'BASE_TYPE_BAD_LENGTH' } });
    if (min > max) report('min_length', `Must be ${max} or less.`);
    if (value && (value.length < min || value.length > max))
      report('value', `Must be between ${min} and ${max} in length.`);
  });

const radioGroup = z.strictObject({
  type: z.literal(ComponentType.RadioGroup),
  id,
  custom_id: customId,
  options: optionsOf(10).min(2),
  required: z.boolean().optional(),
});
const checkboxGroup = z.strictObject({
  type: z.literal(ComponentType.CheckboxGroup),
  id,
  custom_id: customId,
  options: optionsOf(10),
  min_values: z.int().min(0).max(10).optional(),
  max_values: z.int().min(1).max(10).optional(),
  required: z.boolean().optional(),
});
const checkbox = z.strictObject({
  type: z.literal(ComponentType.Checkbox),
  id,
  custom_id: customId,
  default: z.boolean().optional(),
});

const labelled = z
  .discriminatedUnion('type', [textInput, ...selects, radioGroup, checkboxGroup, checkbox])
  .superRefine((component, context) => {
    if ('max_values' in component) checkRange(component, context);
    if ('label' in component || 'disabled' in component)
      context.addIssue({
        code: 'custom',
        path: ['label' in component ? 'label' : 'disabled'],
        message: 'This field is not allowed inside a label',
        params: { code: 'BASE_TYPE_INVALID' },
      });
  });

const row = z.strictObject({
  type: z.literal(ComponentType.ActionRow),
  id,
  components: z
    .array(textInput.refine(({ label }) => label !== undefined, { path: ['label'], ...missing() }))
    .min(1)
    .max(1),
});

function missing() {
  return { message: 'This field is required', params: { code: 'BASE_TYPE_REQUIRED' } };
}

const label = z.strictObject({
  type: z.literal(ComponentType.Label),
  id,
  label: z.string().min(1).max(45),
  description: z.string().min(1).max(100).optional(),
  component: labelled,
});
const words = z.strictObject({
  type: z.literal(ComponentType.TextDisplay),
  id,
  content: z.string().min(1).max(4000),
});

export const modalSchema = z.strictObject({
  custom_id: customId,
  title: z.string().min(1).max(45),
  components: z
    .array(z.discriminatedUnion('type', [row, label, words]))
    .min(1)
    .max(5)
    .superRefine(checkCustomIds),
});
export type Modal = z.output<typeof modalSchema>;
export type ModalInput = z.output<typeof textInput> | z.output<typeof labelled>;
