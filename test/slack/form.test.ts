import type { ModalView } from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFormState, renderErrors, renderForm } from '../../adapters/slack/render/form.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import { hostileTexts } from '../contract/hostile.ts';
import { problemsOf } from '../support/slack/block-kit.ts';
import { visibleText } from '../support/slack/visible-text.ts';

const options = Array.from({ length: 7 }, (_, index) => ({
  value: String(index + 1),
  label: `Day ${index + 1}`,
}));
const fields: readonly Field[] = [
  { type: 'channel', id: 'channel', label: 'Channel', initial: 'C1' },
  { type: 'multi-select', id: 'days', label: 'Days', options, initial: ['1', '3'] },
  { type: 'text', id: 'time', label: 'Time', maxLength: 10, initial: '09:00' },
  { type: 'select', id: 'level', label: 'Level', options, initial: '2' },
  { type: 'checkbox', id: 'approve', label: 'Approval', checkedLabel: 'Approve', initial: true },
];

function formOf(change: Partial<Form> = {}): Form {
  return { name: 'setup', subject: 'C1', title: 'Set up', fields, submitLabel: 'Start', ...change };
}

/** What Slack sends back when somebody submits the form as it was opened. */
function submitted({ blocks, private_metadata }: ModalView): object {
  const values = blocks.flatMap((block) => {
    if (block.type !== 'input' || !('element' in block) || typeof block.element !== 'object') return [];
    const element = new Map<string, unknown>(Object.entries(block.element ?? {}));
    const state = {
      type: element.get('type'),
      value: element.get('initial_value') ?? null,
      selected_option: element.get('initial_option') ?? null,
      selected_options: element.get('initial_options') ?? [],
      selected_conversation: element.get('initial_conversation') ?? null,
    };
    return [[block.block_id, { value: state }]];
  });
  return { private_metadata, state: { values: Object.fromEntries(values) } };
}

test('what was preset comes back, with the form’s name, its subject and where it was opened', () => {
  const view = renderForm(formOf(), { channel: 'C1', thread: '1.2' });
  expect(problemsOf(view)).toEqual([]);
  expect(readFormState(submitted(view))).toEqual({
    form: 'setup',
    subject: 'C1',
    place: { channel: 'C1', thread: '1.2' },
    values: { channel: 'C1', days: '1,3', time: '09:00', level: '2', approve: 'true' },
  });
});

test('what was left empty is absent', () => {
  const empty = fields.map((field) => ({
    ...field,
    initial: field.type === 'multi-select' ? [] : undefined,
  }));
  const view = renderForm(formOf({ fields: [empty[1], empty[2], empty[3], empty[4]] as Field[] }), {
    channel: 'C1',
  });
  expect(readFormState(submitted(view)).values).toEqual({});
});

test('any text comes back as it was shown', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ maxLength: 200 }),
      (text, subject) => {
        const field: Field = {
          type: 'text',
          id: 'text',
          label: 'Text',
          multiline: true,
          maxLength: 3000,
          initial: text,
        };
        const view = renderForm(formOf({ subject, fields: [field] }), { channel: 'C1' });
        expect(problemsOf(view)).toEqual([]);
        const state = readFormState(submitted(view));
        expect(state.values.text ?? '').toBe(text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]/gu, ''));
      },
    ),
  );
});

test('what is none of our forms is refused', () => {
  const view = submitted(renderForm(formOf(), { channel: 'C1' }));
  for (const private_metadata of ['', '{}', '{"form":"review","subject":"1"}'])
    expect(() => readFormState({ ...view, private_metadata })).toThrow();
});

test('a conversation of two is not preset as a channel', () => {
  const field: Field = { type: 'channel', id: 'channel', label: 'Channel', initial: 'D1' };
  expect(JSON.stringify(renderForm(formOf({ fields: [field] }), { channel: 'D1' }).blocks)).not.toContain(
    'D1',
  );
});

test('more options than a menu holds come in groups', () => {
  const many = Array.from({ length: 250 }, (_, index) => ({ value: `v${index}`, label: `L${index}` }));
  const field: Field = { type: 'select', id: 'zone', label: 'Zone', options: many, initial: 'v249' };
  const view = renderForm(formOf({ fields: [field] }), { channel: 'C1' });
  expect(problemsOf(view)).toEqual([]);
  expect(visibleText(view)).toContain('L200 – L249');
  expect(readFormState(submitted(view)).values).toEqual({ zone: 'v249' });
});

test('a long answer is quoted as far as it fits, and the fields stay', () => {
  const intro = [{ label: 'The answer', text: 'word '.repeat(10_000) }];
  const view = renderForm(formOf({ intro }), { channel: 'C1' });
  expect(problemsOf(view)).toEqual([]);
  expect(visibleText(view)).toMatch(/… \d\d,\d{3} more characters .* in the thread/);
  expect(view.blocks.filter(({ type }) => type === 'input')).toHaveLength(fields.length);
});

test.each(Object.entries(hostileTexts))('%s as a subject comes back', (_name, subject) => {
  const state = readFormState(submitted(renderForm(formOf({ subject }), { channel: 'C1' })));
  expect(state.form).toBe('setup');
});

describe('errors', () => {
  const view = renderForm(formOf({ intro: [{ label: 'About', text: 'this' }] }), { channel: 'C1' });

  test('stand at their fields', () => {
    expect(renderErrors({ time: 'Write a time.' }, view)).toEqual({ time: 'Write a time.' });
  });

  test('of no field stand at the first one, after its own', () => {
    const errors = { channel: 'Choose one.', form: 'Somebody else was faster.' };
    expect(renderErrors(errors, view)).toEqual({ channel: 'Choose one. Somebody else was faster.' });
  });

  test('are cut', () => {
    expect(renderErrors({ time: 'x'.repeat(5_000) }, view).time).toHaveLength(2_000);
  });
});
