import { describe, expect, test } from 'vitest';
import type { Field, Form } from '../../src/chat/form.ts';
import type { AdapterUnderTest } from './adapter-contract.ts';
import { hostileTexts, words } from './hostile.ts';

const options = ['1', '2', '3'].map((value) => ({ value, label: `Score ${value}` }));

const fields: readonly Field[] = [
  { type: 'select', id: 'score', label: 'Score', options },
  {
    type: 'text',
    id: 'comment',
    label: 'Comment',
    hint: 'One thing to work on',
    multiline: true,
    maxLength: 3000,
  },
  {
    type: 'text',
    id: 'title',
    label: 'Title',
    maxLength: 80,
    optional: true,
    initial: 'Before',
    placeholder: 'Short',
  },
  {
    type: 'checkbox',
    id: 'approve',
    label: 'Approval',
    checkedLabel: 'Approve this answer',
    initial: true,
    optional: true,
  },
];

function formOf(change: Partial<Form> = {}): Form {
  return {
    name: 'review',
    subject: '1',
    title: 'Review answer',
    fields,
    submitLabel: 'Send review',
    ...change,
  };
}

/** Forms of every kind of field fit the platform, and what they quote is only text. */
export function formContract(adapter: AdapterUnderTest): void {
  function read(form: Form): string {
    const rendered = adapter.renderForm(form);
    expect(adapter.problems(rendered)).toEqual([]);
    return adapter.visibleText(rendered);
  }

  describe('forms', () => {
    test('show title, labels, hints, options and, where it can be chosen, what the button says', () => {
      const seen = read(formOf());
      for (const label of [
        'Review answer',
        'Score',
        'Score 2',
        'Comment',
        'One thing to work on',
        'Approve this answer',
        ...(adapter.hasFixedSubmitLabel ? [] : ['Send review']),
      ])
        expect(seen).toContain(label);
    });

    test.each([0, 1, 3_000, 3_001, 50_000])('quote an answer of %i characters', (length) => {
      const text = 'word '.repeat(length / 5 + 1).slice(0, length);
      const seen = read(formOf({ intro: [{ label: 'The answer', text }] }));
      expect(seen).toContain('The answer');
      if (words(seen).length < words(text).length) expect(seen).toContain('…');
    });

    test.each(Object.entries(hostileTexts))('take %s for text', (_name, text) => {
      const seen = read(
        formOf({
          subject: text.slice(0, 200),
          intro: [{ label: text, text }],
          fields: [
            {
              type: 'text',
              id: 'line',
              label: text || 'Line',
              hint: text,
              maxLength: 300,
              initial: text,
              placeholder: text,
            },
            { type: 'text', id: 'lines', label: 'Lines', multiline: true, maxLength: 3000, initial: text },
            {
              type: 'select',
              id: 'choice',
              label: 'Choice',
              options: [{ value: text, label: text }],
              initial: text,
            },
          ],
        }),
      );
      expect(words(seen).join('')).toContain(words(text)[0] ?? '');
    });
  });
}
