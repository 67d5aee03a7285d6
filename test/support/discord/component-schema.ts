import { ChannelType, ComponentType } from 'discord.js';
import { z } from 'zod';

/** The components that messages and modals share. @see https://docs.discord.com/developers/components/reference */
export const customId = z.string().min(1).max(100);
const id = z.int().nonnegative().optional();
const emoji = z.looseObject({ id: z.string().nullish(), name: z.string().nullish() });

const option = z.strictObject({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().min(1).max(100).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().optional(),
});

export const optionsOf = (most: number) =>
  z
    .array(option)
    .min(1)
    .max(most)
    .superRefine((options, context) => {
      const values = options.map(({ value }) => value);
      for (const [index, value] of values.entries())
        if (values.indexOf(value) < index)
          context.addIssue({
            code: 'custom',
            path: [index, 'value'],
            message: 'The specified option value is already used',
            params: { code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED' },
          });
    });

const selection = {
  id,
  custom_id: customId,
  placeholder: z.string().max(150).nullish(),
  min_values: z.int().min(0).max(25).optional(),
  max_values: z.int().min(1).max(25).optional(),
  disabled: z.boolean().optional(),
  required: z.boolean().optional(),
};
const defaults = z
  .array(z.looseObject({ id: z.string(), type: z.enum(['user', 'role', 'channel']) }))
  .max(25);
const entitySelect = <Type extends ComponentType>(type: Type) =>
  z.strictObject({ type: z.literal(type), ...selection, default_values: defaults.optional() });

export const selects = [
  z.strictObject({ type: z.literal(ComponentType.StringSelect), ...selection, options: optionsOf(25) }),
  entitySelect(ComponentType.UserSelect),
  entitySelect(ComponentType.RoleSelect),
  entitySelect(ComponentType.MentionableSelect),
  entitySelect(ComponentType.ChannelSelect).extend({
    channel_types: z.array(z.enum(ChannelType)).optional(),
  }),
] as const;

export const button = z
  .strictObject({
    type: z.literal(ComponentType.Button),
    id,
    style: z.int().min(1).max(5),
    label: z.string().max(80).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.optional(),
    url: z
      .url({ protocol: /^(https?|discord)$/ })
      .max(512)
      .optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine((value, context) => {
    const report = (path: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code } });
    const required = value.style === 5 ? 'url' : 'custom_id';
    if (value[required] === undefined) report(required, 'BASE_TYPE_REQUIRED', `A ${required} is required`);
    if (value[required === 'url' ? 'custom_id' : 'url'] !== undefined)
      report(
        'url',
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be',
      );
    if (!value.label && !value.emoji)
      report('label', 'BUTTON_COMPONENT_MISSING_LABEL_OR_EMOJI', 'A label or an emoji is required');
  });

interface Ranged {
  readonly min_values?: number | undefined;
  readonly max_values?: number | undefined;
  readonly options?: readonly { readonly default?: boolean | undefined }[];
}

/** The range of a selection must make sense, and hold its preselected options. */
export function checkRange(
  { min_values: min, max_values: max = 1, options }: Ranged,
  context: z.RefinementCtx,
) {
  const report = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message, params: { code: 'BASE_TYPE_BAD_LENGTH' } });
  if ((min ?? 1) > max) report('min_values', `Must be ${max} or less.`);
  if (options && max > options.length) report('max_values', `Must be ${options.length} or less.`);
  const chosen = options?.filter((option) => option.default).length ?? 0;
  if (chosen > max) report('options', `At most ${max} can be the default.`);
}

/** Custom ids may not repeat within a message or a modal. */
export function checkCustomIds(components: unknown, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  const visit = (node: unknown, path: readonly PropertyKey[]): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key !== 'custom_id' || typeof value !== 'string') visit(value, [...path, key]);
      else if (!seen.has(value)) seen.add(value);
      else
        context.addIssue({
          code: 'custom',
          path: [...path, key],
          message: 'Component custom id cannot be duplicated',
          params: { code: 'COMPONENT_CUSTOM_ID_DUPLICATED' },
        });
    }
  };
  visit(components, []);
}
