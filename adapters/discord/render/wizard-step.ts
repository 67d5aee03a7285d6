import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import { z } from 'zod';
import type { Field, Form, FormValues } from '../../../src/chat/form.ts';
import { uncarry } from './carry.ts';
import { modalTitle, renderField } from './modal.ts';
import { readInputs } from './read-modal.ts';
import { withoutEmpty, withValues } from './values.ts';
import { lastPageOf, selectPrefix, textsOf, wizardPrefix } from './wizard-pages.ts';
import { gatherState, type WizardState } from './wizard-state.ts';

/** The custom id of the modal for the text fields. Its state is that of the message it was opened from. */
export const textsModal = `${wizardPrefix}texts`;

export type WizardStep =
  | { readonly type: 'show'; readonly state: WizardState }
  | { readonly type: 'texts'; readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly type: 'submit'; readonly values: FormValues }
  | { readonly type: 'cancel' };

const messageSchema = z.object({
  components: z.array(z.object({ components: z.array(z.object({ custom_id: z.string() })) })),
});

/** The state in a wizard's message, as Discord sends it; undefined when the message is no wizard. */
export function readWizard(message: unknown): WizardState | undefined {
  const { data } = messageSchema.safeParse(message);
  const ids =
    data?.components.flatMap(({ components }) => components.map(({ custom_id }) => custom_id)) ?? [];
  return ids.length > 0 && ids.every((id) => id.startsWith(wizardPrefix)) ? gatherState(ids) : undefined;
}

/** What follows from a pressed button or, with `values`, from a changed menu. */
export function stepWizard(
  form: Form,
  state: WizardState,
  { customId, values = [] }: { readonly customId: string; readonly values?: readonly string[] },
): WizardStep {
  const { name } = uncarry(customId);
  if (name.startsWith(selectPrefix)) {
    const field = form.fields.find(({ id }) => id === name.slice(selectPrefix.length));
    return { type: 'show', state: field ? changed(state, { [field.id]: chosen(field, values) }) : state };
  }
  switch (name.slice(wizardPrefix.length)) {
    case 'texts':
      return { type: 'texts', modal: renderTexts(form, state) };
    case 'submit':
      return { type: 'submit', values: state.values };
    case 'cancel':
      return { type: 'cancel' };
    case 'back':
      return { type: 'show', state: { ...state, page: Math.max(0, state.page - 1) } };
    case 'next':
      return { type: 'show', state: { ...state, page: Math.min(lastPageOf(form), state.page + 1) } };
    default:
      return { type: 'show', state };
  }
}

/** The state with what was written in the modal for the texts. */
export function mergeTexts(form: Form, state: WizardState, components: unknown): WizardState {
  const texts = new Set(textsOf(form, state.page).map(({ id }) => id));
  const written = (readInputs(components) ?? []).filter(({ id }) => texts.has(id));
  return changed(state, Object.fromEntries(written.map(({ id, value }) => [id, value])));
}

function renderTexts(form: Form, { page, values }: WizardState): APIModalInteractionResponseCallbackData {
  return {
    custom_id: textsModal,
    title: modalTitle(form),
    components: textsOf(withValues(form, values), page).map((field) => renderField(field, field.id)),
  };
}

function chosen(field: Field, values: readonly string[]): string {
  return field.type === 'checkbox' && values[0] === 'false' ? '' : values.join(',');
}

function changed(state: WizardState, values: FormValues): WizardState {
  return { ...state, values: withoutEmpty({ ...state.values, ...values }) };
}
