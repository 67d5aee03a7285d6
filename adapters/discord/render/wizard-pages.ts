import { ButtonStyle } from 'discord.js';
import { oneLine } from '../../../src/chat/clean.ts';
import type { Field, Form } from '../../../src/chat/form.ts';
import { limits } from '../limits.ts';
import type { SelectField } from './select.ts';
import { menuOf } from './wizard-fields.ts';

type TextField = Extract<Field, { readonly type: 'text' }>;

export const wizardPrefix = 'wizard.';
export const selectPrefix = `${wizardPrefix}field.`;

/** The last row of a message is for the buttons. */
const selectsPerPage = limits.rows - 1;

export function lastPageOf({ fields }: Form): number {
  const texts = fields.filter(isText).length;
  const pages = Math.max(
    Math.ceil((fields.length - texts) / selectsPerPage),
    Math.ceil(texts / limits.modalComponents),
  );
  return Math.max(0, pages - 1);
}

export function selectsOf({ fields }: Form, page: number): SelectField[] {
  return fields
    .filter((field) => field.type !== 'text')
    .slice(page * selectsPerPage, (page + 1) * selectsPerPage)
    .map(menuOf);
}

/** The text fields that a page's modal holds: the last ones, where there are more pages than texts. */
export function textsOf({ fields }: Form, page: number): TextField[] {
  const texts = fields.filter(isText);
  const start = Math.min(page, Math.ceil(texts.length / limits.modalComponents) - 1) * limits.modalComponents;
  return texts.slice(Math.max(0, start), Math.max(0, start) + limits.modalComponents);
}

interface WizardButton {
  readonly name: string;
  readonly label: string;
  readonly style: ButtonStyle.Primary | ButtonStyle.Secondary;
  readonly disabled: boolean;
}

export function buttonsOf(form: Form, page: number): WizardButton[] {
  const last = lastPageOf(form);
  const texts = textsOf(form, page).map(({ label }) => oneLine(label));
  const button = (verb: string, label: string, disabled = false): WizardButton => ({
    name: `${wizardPrefix}${verb}`,
    label,
    style: verb === 'submit' ? ButtonStyle.Primary : ButtonStyle.Secondary,
    disabled,
  });
  return [
    ...(last > 0 ? [button('back', 'Back', page === 0), button('next', 'Next', page === last)] : []),
    ...(texts.length > 0 ? [button('texts', `${texts.join(', ')}…`)] : []),
    button('submit', oneLine(form.submitLabel) || 'Submit'),
    button('cancel', 'Cancel'),
  ];
}

function isText(field: Field): field is TextField {
  return field.type === 'text';
}
