import type { Inline } from '../../../src/chat/card.ts';
import { isBlank, oneLine } from '../../../src/chat/clean.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import type { Field, Form, Option } from '../../../src/chat/form.ts';
import { limits } from '../limits.ts';
import { markdown } from './inline.ts';
import type { Passage } from './pages.ts';
import type { SelectField } from './select.ts';

/** Ours: enough to see what was chosen. */
const valueLength = 200;

/** Every field with its value in words, what is wrong with it below. */
export function renderSummary({ fields }: Form, errors: Readonly<Record<string, string>>): Passage[] {
  const known = new Set(fields.map(({ id }) => id));
  const general = Object.entries(errors).filter(([field]) => !known.has(field));
  return [
    ...general.map(([, sentence]) => errorLine(sentence)),
    ...fields.flatMap((field) => {
      const error = errors[field.id];
      return [fieldLine(field), ...(error === undefined ? [] : [errorLine(error)])];
    }),
  ];
}

function fieldLine(field: Field): Passage {
  const label = { bold: `${ellipsis(oneLine(field.label), limits.label)}:` };
  return { parts: [label, ' ', ...shown(field)], render: (parts) => markdown(parts) };
}

function shown(field: Field): Inline[] {
  if (field.type === 'channel' && field.initial !== '') return [{ channel: field.initial }];
  if (field.type === 'role' && field.initial) return [{ group: field.initial }];
  const words = ellipsis(oneLine(wordsOf(field)), valueLength);
  const hint =
    field.hint === undefined ? [] : [' ', { italic: ellipsis(oneLine(field.hint), limits.labelDescription) }];
  return isBlank(words) ? ['–', ...hint] : [words];
}

function wordsOf(field: Field): string {
  switch (field.type) {
    case 'text':
    case 'role':
    case 'channel':
      return field.initial ?? '';
    case 'checkbox':
      return yesOrNo(field).find(({ value }) => value === String(field.initial ?? false))?.label ?? '';
    case 'select':
    case 'multi-select':
      return field.options
        .filter(({ value }) =>
          field.type === 'select' ? field.initial === value : field.initial.includes(value),
        )
        .map(({ label }) => label)
        .join(', ');
  }
}

function errorLine(sentence: string): Passage {
  return { parts: ['⚠️ ', { bold: oneLine(sentence) }], render: (parts) => markdown(parts) };
}

/**
 * The field as a menu of a message, where there is nothing to tick. A menu has no label once something is chosen, so
 * the options of a single choice begin with it.
 */
export function menuOf(field: Exclude<Field, { readonly type: 'text' }>): SelectField {
  if (field.type !== 'select' && field.type !== 'checkbox') return field;
  const [options, initial] =
    field.type === 'select'
      ? [field.options, field.initial]
      : [yesOrNo(field), String(field.initial ?? false)];
  const { id, label, optional = false } = field;
  const labelled = options.map((option) => ({ ...option, label: `${label}: ${option.label}` }));
  return {
    type: 'select',
    id,
    label,
    optional,
    options: labelled,
    ...(initial === undefined ? {} : { initial }),
  };
}

function yesOrNo({ checkedLabel, label }: Extract<Field, { readonly type: 'checkbox' }>): Option[] {
  return [
    { value: 'true', label: isBlank(checkedLabel) ? label : checkedLabel },
    { value: 'false', label: 'No' },
  ];
}
