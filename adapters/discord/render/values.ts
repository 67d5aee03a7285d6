import type { Field, Form, FormValues } from '../../../src/chat/form.ts';

/** What a form says before anybody changes it. */
export function valuesOf({ fields }: Form): FormValues {
  return withoutEmpty(Object.fromEntries(fields.map((field) => [field.id, initialOf(field)])));
}

function initialOf({ type, initial }: Field): string {
  if (type === 'multi-select') return initial.join(',');
  if (type === 'checkbox') return initial ? 'true' : '';
  return initial ?? '';
}

/** The form filled in with these; what they lack is left empty. */
export function withValues(form: Form, values: FormValues): Form {
  return { ...form, fields: form.fields.map((field) => filledIn(field, values[field.id] ?? '')) };
}

function filledIn(field: Field, value: string): Field {
  switch (field.type) {
    case 'multi-select':
      return { ...field, initial: value.split(',').filter(Boolean) };
    case 'checkbox':
      return { ...field, initial: value === 'true' };
    default:
      return { ...field, initial: value };
  }
}

export function withoutEmpty(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
