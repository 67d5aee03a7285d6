import type { InputBlock, PlainTextInput } from '@slack/web-api';
import { clean, isBlank, oneLine } from '../../../src/chat/clean.ts';
import { cut, ellipsis } from '../../../src/chat/cut.ts';
import type { Field } from '../../../src/chat/form.ts';
import { limits } from '../limits.ts';
import { optionOf, renderOptions } from './options.ts';
import { plainText } from './text-object.ts';

type FieldOf<T extends Field['type']> = Extract<Field, { readonly type: T }>;

/** Each input block is named by its field and holds one element of this name. */
export const inputAction = 'value';

/** @see https://docs.slack.dev/reference/block-kit/blocks/input-block */
export function renderInput(field: Field): InputBlock {
  const hint = clean(field.hint ?? '');
  return {
    type: 'input',
    block_id: field.id,
    label: plainText(ellipsis(nonBlank(oneLine(field.label), field.id), limits.inputLabel)),
    element: elementOf(field),
    // A required checkbox would have to be ticked.
    optional: field.type === 'checkbox' || (field.optional ?? false),
    ...(isBlank(hint) ? {} : { hint: plainText(ellipsis(hint, limits.inputHint)) }),
  };
}

function elementOf(field: Field): InputBlock['element'] {
  switch (field.type) {
    case 'text':
      return renderText(field);
    case 'role':
      return renderText({ ...field, type: 'text', maxLength: limits.inputText });
    case 'select': {
      const initial = field.options.find(({ value }) => value === field.initial);
      const chosen = initial ? { initial_option: optionOf(initial) } : {};
      return { type: 'static_select', action_id: inputAction, ...renderOptions(field.options), ...chosen };
    }
    case 'multi-select': {
      const initial = field.options.filter(({ value }) => field.initial.includes(value)).map(optionOf);
      const chosen = initial.length > 0 ? { initial_options: initial } : {};
      return {
        type: 'multi_static_select',
        action_id: inputAction,
        ...renderOptions(field.options),
        ...chosen,
      };
    }
    case 'channel':
      return renderChannel(field);
    case 'checkbox':
      return renderCheckbox(field);
  }
}

function renderText({
  multiline = false,
  maxLength,
  initial = '',
  placeholder = '',
}: FieldOf<'text'>): PlainTextInput {
  const max_length = Math.min(maxLength, limits.inputText);
  const [value] = cut(multiline ? clean(initial) : oneLine(initial), max_length);
  const example = oneLine(placeholder);
  return {
    type: 'plain_text_input',
    action_id: inputAction,
    multiline,
    max_length,
    ...(value === '' ? {} : { initial_value: value }),
    ...(isBlank(example) ? {} : { placeholder: plainText(ellipsis(example, limits.placeholder)) }),
  };
}

/** Public and private channels; a conversation of two can't be chosen, so it isn't preset either. */
function renderChannel({ initial }: FieldOf<'channel'>): InputBlock['element'] {
  return {
    type: 'conversations_select',
    action_id: inputAction,
    filter: { include: ['public', 'private'] },
    ...(/^[CG]/.test(initial) ? { initial_conversation: initial } : {}),
  };
}

function renderCheckbox({
  checkedLabel,
  label,
  initial = false,
}: FieldOf<'checkbox'>): InputBlock['element'] {
  const option = optionOf({ value: 'true', label: nonBlank(oneLine(checkedLabel), label) });
  return {
    type: 'checkboxes',
    action_id: inputAction,
    options: [option],
    ...(initial ? { initial_options: [option] } : {}),
  };
}

function nonBlank(text: string, instead: string): string {
  return isBlank(text) ? instead : text;
}
