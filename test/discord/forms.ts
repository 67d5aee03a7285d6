import { z } from 'zod';
import type { Form } from '../../src/chat/form.ts';

const options = Array.from({ length: 7 }, (_, index) => ({
  value: String(index + 1),
  label: `Day ${index + 1}`,
}));
const [channel, role] = ['200000000000000001', '300000000000000001'];

/** One of every kind of field. */
export const fields = {
  channel: { type: 'channel', id: 'channel', label: 'Channel', initial: channel },
  days: { type: 'multi-select', id: 'days', label: 'Days', options, initial: ['1', '3'] },
  time: { type: 'text', id: 'time', label: 'Time', hint: 'As in 9am.', maxLength: 10, initial: '09:00' },
  zone: { type: 'text', id: 'zone', label: 'Time zone', maxLength: 60, initial: 'Europe/Berlin' },
  reveal: { type: 'select', id: 'reveal', label: 'Reveal', options, initial: '2' },
  tracks: { type: 'multi-select', id: 'tracks', label: 'Tracks', optional: true, options, initial: [] },
  ready: { type: 'checkbox', id: 'ready', label: 'Ready', checkedLabel: 'Yes, begin', initial: true },
  role: { type: 'role', id: 'role', label: 'Role', optional: true, initial: role },
} as const;

export function formOf(change: Partial<Form> = {}): Form {
  return {
    name: 'setup',
    subject: channel,
    title: 'Set up questions',
    fields: Object.values(fields),
    submitLabel: 'Start',
    ...change,
  };
}

const selectSchema = z.object({
  custom_id: z.string(),
  value: z.string().optional(),
  default: z.boolean().optional(),
  options: z.array(z.object({ value: z.string(), default: z.boolean() })).optional(),
  default_values: z.array(z.object({ id: z.string() })).optional(),
});
const modalSchema = z.object({
  custom_id: z.string(),
  components: z.array(z.object({ component: selectSchema.optional() })),
});

/** What Discord sends when somebody submits a modal as it was opened, or with other `texts`. */
export function submitted(modal: unknown, texts: Readonly<Record<string, string>> = {}) {
  const { custom_id, components } = modalSchema.parse(modal);
  return {
    custom_id,
    components: components.map(({ component }) => {
      if (!component) return { type: 10 };
      const { custom_id, options, default_values, value = '', default: ticked } = component;
      if (ticked !== undefined) return { type: 18, component: { custom_id, value: ticked } };
      const chosen =
        options?.flatMap((one) => (one.default ? [one.value] : [])) ?? default_values?.map(({ id }) => id);
      return {
        type: 18,
        component: chosen ? { custom_id, values: chosen } : { custom_id, value: texts[custom_id] ?? value },
      };
    }),
  };
}
