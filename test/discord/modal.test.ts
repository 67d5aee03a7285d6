import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRetry, renderErrors } from '../../adapters/discord/render/errors.ts';
import { renderModal } from '../../adapters/discord/render/modal.ts';
import { readModal } from '../../adapters/discord/render/read-modal.ts';
import { needsWizard } from '../../adapters/discord/render/wizard.ts';
import { problemsOf } from '../support/discord/strict-message.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import { fields, formOf, submitted } from './forms.ts';

const { channel, days, time, role, ready, reveal } = fields;

function readBack(modal: unknown, texts = {}) {
  const { custom_id, components } = submitted(modal, texts);
  return readModal(custom_id, components);
}

describe('a modal', () => {
  test.each([[[channel, days, time, role, ready]], [[reveal]]])('brings back what was preset', (some) => {
    const form = formOf({ fields: some });
    const modal = renderModal(form);
    expect([problemsOf(modal), needsWizard(form)]).toEqual([[], false]);
    const all: Record<string, string> = {
      channel: channel.initial,
      days: '1,3',
      time: '09:00',
      role: role.initial,
      ready: 'true',
      reveal: '2',
    };
    const values = Object.fromEntries(some.map(({ id }) => [id, all[id]]));
    expect(readBack(modal)).toEqual({ form: 'setup', subject: form.subject, values });
  });

  test('can be filled in with other values; what they lack is empty', () => {
    const modal = renderModal(formOf({ fields: [days, time, ready, reveal] }), { days: '7', reveal: '5' });
    expect(problemsOf(modal)).toEqual([]);
    expect(readBack(modal)?.values).toEqual({ days: '7', reveal: '5' });
  });

  test('brings back any text and any subject', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(
        text,
        fc.string({ unit: 'grapheme-ascii', maxLength: 130, size: 'max' }),
        (words, subject) => {
          const long = {
            type: 'text',
            id: 'long',
            label: 'Long',
            multiline: true,
            maxLength: 3000,
            initial: words,
          } as const;
          const modal = renderModal(formOf({ subject, fields: [long] }));
          expect(problemsOf(modal)).toEqual([]);
          const back = readBack(modal);
          expect(back?.subject).toBe(subject);
          expect(back?.values.long ?? '').toBe(words.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]/gu, ''));
        },
      ),
    );
  });

  test('a subject that no ids can hold is an error', () => {
    expect(() => renderModal(formOf({ subject: 'x'.repeat(300), fields: [time] }))).toThrow(RangeError);
  });

  test('more than 25 options: the first ones and the chosen one', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ value: `v${index}`, label: `L${index}` }));
    const modal = renderModal(formOf({ fields: [{ ...reveal, options: many, initial: 'v39' }] }));
    expect(problemsOf(modal)).toEqual([]);
    expect(visibleText(modal)).toMatch(/L23\nL39$/);
    expect(readBack(modal)?.values).toEqual({ reveal: 'v39' });
  });

  test('of other apps, or with no form’s name, is refused', () => {
    expect(readModal('other:setup:1', [])).toBeUndefined();
    expect(readModal('form::1', [])).toBeUndefined();
    expect(readModal('form:setup:1', 'none')).toBeUndefined();
  });
});

describe('what a form quotes', () => {
  test('stays whole when it is short; the long ones share the rest', () => {
    const [long, short] = ['word '.repeat(2_000), 'The question, in *full*.'];
    const intro = [
      { label: 'Answer', text: long },
      { label: 'Question', text: short },
    ];
    const modal = renderModal(formOf({ intro, fields: [time] }));
    expect(problemsOf(modal)).toEqual([]);
    const seen = visibleText(modal);
    expect(seen).toContain(short);
    expect(seen).toMatch(
      /… \d,\d{3} more characters don’t fit here\. Read the whole text where it was written/,
    );
    expect(seen.match(/word/g)?.length).toBeGreaterThan(600);
  });
});

describe('what was refused', () => {
  const written = 'One *word*\n'.repeat(1_200);
  const submission = { form: 'review', subject: '7:abc', values: { comment: written, score: '3' } } as const;
  const pages = renderErrors(
    submission,
    { score: 'Choose a score.', form: 'Too late.' },
    { comment: 'Comment' },
  );

  test('is shown with the reasons, over as many messages as it needs', () => {
    expect(pages.flatMap(problemsOf)).toEqual([]);
    const seen = pages.map(visibleText).join('\n');
    expect(pages.length).toBeGreaterThan(2);
    expect(seen).toMatch(/Not sent yet\n- Choose a score\.\n- Too late\./);
    for (const word of [/\bOne\b/g, /\*word\*/g]) expect(seen.match(word)).toHaveLength(1_200);
  });

  test('can be tried again', () => {
    const ids = [...JSON.stringify(pages).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => String(id));
    expect(ids.map(readRetry)).toEqual([{ form: 'review', subject: '7:abc' }]);
    expect([readRetry('vote:1'), readRetry('retry::1')]).toEqual([undefined, undefined]);
  });
});
