import { ComponentType } from 'discord.js';
import type { Modal, ModalInput } from './modal-schema.ts';

/** By custom id: text, the values chosen, or whether a box is ticked. */
export type ModalValues = Readonly<Record<string, string | readonly string[] | boolean>>;

/** The components of a modal with what someone filled in, as far as Discord's client lets them send it. */
export function submission(modal: Modal, values: ModalValues): object[] {
  const unknown = new Set(Object.keys(values));
  const fill = (input: ModalInput) => {
    unknown.delete(input.custom_id);
    return { type: input.type, custom_id: input.custom_id, ...filled(input, values[input.custom_id]) };
  };
  const components = modal.components.map((component, index) => {
    const base = { type: component.type, id: index + 1 };
    if (component.type === ComponentType.Label) return { ...base, component: fill(component.component) };
    if (component.type === ComponentType.TextDisplay) return base;
    return { ...base, components: component.components.map(fill) };
  });
  if (unknown.size > 0) throw new Error(`The form has no ${[...unknown].join(', ')}`);
  return components;
}

function filled(input: ModalInput, given: ModalValues[string] | undefined): object {
  const fail = (why: string) => new Error(`${input.custom_id}: ${why}`);
  if (input.type === ComponentType.Checkbox) return { value: given ?? input.default ?? false };
  if (input.type === ComponentType.TextInput) {
    const value = given ?? input.value ?? '';
    if (typeof value !== 'string') throw fail('takes text');
    if (value === '' && input.required !== false) throw fail('is required');
    if (value !== '' && (value.length < (input.min_length ?? 0) || value.length > (input.max_length ?? 4000)))
      throw fail('is too short or too long');
    return { value };
  }
  const options = 'options' in input ? input.options : undefined;
  const preselected = options?.filter((option) => option.default).map(({ value }) => value);
  const chosen = [given ?? preselected ?? []].flat().map(String);
  checkChosen(input.custom_id, chosen, options, {
    min: input.required === false ? 0 : 'min_values' in input ? (input.min_values ?? 1) : 1,
    max: 'max_values' in input ? (input.max_values ?? 1) : 1,
  });
  return input.type === ComponentType.RadioGroup ? { value: chosen[0] ?? null } : { values: chosen };
}

/** Fails where Discord's client wouldn't let someone choose these. */
export function checkChosen(
  customId: string,
  chosen: readonly string[],
  options: readonly { readonly value: string }[] | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): void {
  const missing = chosen.find((value) => options && !options.some((option) => option.value === value));
  if (missing !== undefined) throw new Error(`${customId}: ${missing} is no option`);
  if (chosen.length < min || chosen.length > max) throw new Error(`${customId}: takes ${min} to ${max}`);
}
