import type { Field } from '../../../src/chat/form.ts';
import { clean, oneLine } from './clean.ts';
import { type Html, html, nothing } from './html.ts';

type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;

/** A name of its own for every field, so that none collides with what the page itself sends. */
const fieldName = (id: string): string => `value.${id}`;

export function renderField(field: Field): Html {
  if (field.type === 'checkbox') return renderCheckbox(field);
  if (field.type === 'multi-select') return renderMultiSelect(field);
  const control = renderControl(field);
  return html`<div class="field"><label for="field-${field.id}">${oneLine(field.label)}${
    field.optional ? html` <span class="optional">optional</span>` : nothing
  }</label>${renderHint(field)}${control}<p class="error" id="error-${field.id}"></p></div>`;
}

function renderControl(field: Exclude<Field, FieldOf<'checkbox' | 'multi-select'>>): Html {
  if (field.type === 'text') return renderTextField(field);
  if (field.type === 'select') return renderSelect(field);
  // A channel's id is its name here, and there are no roles to choose from.
  return html`<input ${common(field)} value="${clean(field.initial ?? '')}">`;
}

function renderMultiSelect(field: FieldOf<'multi-select'>): Html {
  return html`<fieldset class="field" id="field-${field.id}" aria-describedby="error-${field.id}"><legend>${oneLine(field.label)}</legend>${renderHint(field)}<div class="options">${field.options.map(
    ({ value, label }) =>
      html`<label class="check"><input type="checkbox" name="${fieldName(field.id)}" value="${clean(value)}"${
        field.initial.includes(value) ? html` checked` : nothing
      }><span>${oneLine(label)}</span></label>`,
  )}</div><p class="error" id="error-${field.id}"></p></fieldset>`;
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
