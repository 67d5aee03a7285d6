import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { clean, isBlank, oneLine } from '../../../src/chat/clean.ts';
import { cut, ellipsis } from '../../../src/chat/cut.ts';
import type { Field, Form, FormValues } from '../../../src/chat/form.ts';
import { limits } from '../limits.ts';
import { carry } from './carry.ts';
import { renderIntro } from './intro.ts';
import { modalName } from './read-modal.ts';
import { renderSelect } from './select.ts';
import { withValues } from './values.ts';

/**
 * A form that fits a modal, see `needsWizard`. Its button always reads “Submit”. Name and subject ride in the custom
 * ids. @see https://docs.discord.com/developers/components/reference#label
 */
export function renderModal(form: Form, values?: FormValues): APIModalInteractionResponseCallbackData {
  const { fields } = values ? withValues(form, values) : form;
  const names = [modalName, ...fields.map(({ id }) => id)];
  const [custom_id = '', ...ids] = carry(`${form.name}:${clean(form.subject)}`, names);
  const intro = form.intro ?? [];
  return {
    custom_id,
    title: modalTitle(form),
    components: [
      ...(intro.length > 0
        ? [{ type: ComponentType.TextDisplay as const, content: renderIntro(intro, limits.textDisplay) }]
        : []),
      ...fields.map((field, index) => renderField(field, ids[index] ?? field.id)),
    ],
  };
}

export function modalTitle({ title }: Form): string {
  const words = oneLine(title);
  return ellipsis(isBlank(words) ? 'Whetstone' : words, limits.modalTitle);
}

/** A label above the field, its hint below that. */
export function renderField(field: Field, custom_id: string): APILabelComponent {
  const [words, hint] = [oneLine(field.label), oneLine(field.hint ?? '')];
  const description = [field.type === 'checkbox' ? oneLine(field.checkedLabel) : '', hint]
    .filter((text) => !isBlank(text))
    .join(' · ');
  return {
    type: ComponentType.Label,
    label: ellipsis(isBlank(words) ? field.id : words, limits.label),
    ...(description === '' ? {} : { description: ellipsis(description, limits.labelDescription) }),
    component: componentOf(field, custom_id),
  };
}

function componentOf(field: Field, custom_id: string): APILabelComponent['component'] {
  if (field.type === 'text') return renderText(field, custom_id);
  if (field.type === 'checkbox')
    return { type: ComponentType.Checkbox, custom_id, default: field.initial ?? false };
  const select = renderSelect(field, custom_id);
  return { ...select, required: select.min_values !== 0 };
}

function renderText(
  field: Extract<Field, { readonly type: 'text' }>,
  custom_id: string,
): APITextInputComponent {
  const { multiline = false, maxLength, initial = '', placeholder = '', optional = false } = field;
  const max_length = Math.min(maxLength, limits.inputText);
  const [value] = cut(multiline ? clean(initial) : oneLine(initial), max_length);
  const example = oneLine(placeholder);
  return {
    type: ComponentType.TextInput,
    custom_id,
    style: multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
    max_length,
    required: !optional,
    ...(value === '' ? {} : { value }),
    ...(isBlank(example) ? {} : { placeholder: ellipsis(example, limits.inputPlaceholder) }),
  };
}
