import type { Field } from '../../../src/chat/form.ts';
import { clean, oneLine } from './clean.ts';
import { type Html, html, nothing } from './html.ts';

type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;

/** A name of its own for every field, so that none collides with what the page itself sends. */
const fieldName = (id: string): string => `value.${id}`;

export function renderField(field: Field): Html {
  if (field.type === 'checkbox') return renderCheckbox(field);
  const control = field.type === 'text' ? renderTextField(field) : renderSelect(field);
  return html`<div class="field"><label for="field-${field.id}">${oneLine(field.label)}${
    field.optional ? html` <span class="optional">optional</span>` : nothing
  }</label>${renderHint(field)}${control}<p class="error" id="error-${field.id}"></p></div>`;
}

function renderTextField(field: FieldOf<'text'>): Html {
  const initial = clean(field.initial ?? '');
  const placeholder = field.placeholder ? html` placeholder="${oneLine(field.placeholder)}"` : nothing;
  // No maxlength: it would cut a paste without a word. client/dialogs.js counts and says so.
  return field.multiline
    ? html`<textarea ${common(field)} dir="auto" rows="6" data-max="${field.maxLength}"${placeholder}>
${initial}</textarea>`
    : html`<input ${common(field)} dir="auto" data-max="${field.maxLength}" value="${initial}"${placeholder}>`;
}

function renderSelect(field: FieldOf<'select'>): Html {
  const prompt = field.optional ? 'None' : 'Choose…';
  const first =
    field.optional || field.initial === undefined ? html`<option value="">${prompt}</option>` : nothing;
  return html`<select ${common(field)}>${first}${field.options.map(
    ({ value, label }) =>
      html`<option value="${clean(value)}"${value === field.initial ? html` selected` : nothing}>${oneLine(label)}</option>`,
  )}</select>`;
}

function renderCheckbox(field: FieldOf<'checkbox'>): Html {
  return html`<div class="field"><label class="check"><input type="checkbox" ${common(field, false)} value="true"${
    field.initial ? html` checked` : nothing
  }><span>${oneLine(field.checkedLabel || field.label)}</span></label>${renderHint(field)}<p class="error" id="error-${field.id}"></p></div>`;
}

function common(field: Field, canBeRequired = true): Html {
  const required = canBeRequired && !field.optional ? html` required` : nothing;
  const describedBy = `error-${field.id}${field.hint ? ` hint-${field.id}` : ''}`;
  return html`id="field-${field.id}" name="${fieldName(field.id)}" aria-describedby="${describedBy}"${required}`;
}

function renderHint(field: Field): Html {
  return field.hint ? html`<p class="hint" id="hint-${field.id}">${clean(field.hint)}</p>` : nothing;
}
