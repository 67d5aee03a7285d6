import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valuesOf } from '../../adapters/discord/render/values.ts';
import { needsWizard, renderWizard } from '../../adapters/discord/render/wizard.ts';
import type { WizardState } from '../../adapters/discord/render/wizard-state.ts';
import { mergeTexts, readWizard, stepWizard, textsModal } from '../../adapters/discord/render/wizard-step.ts';
import { problemsOf } from '../support/discord/strict-message.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import { fields, formOf, submitted } from './forms.ts';

const form = formOf();
const start: WizardState = { form: 'setup', subject: form.subject, page: 0, values: valuesOf(form) };

/** The id in a wizard's message of the menu or button with this name. */
function idOf(state: WizardState, name: string): string {
  const ids = renderWizard(form, state).components.flatMap((row) =>
    row.components.flatMap((one) => ('custom_id' in one ? [one.custom_id] : [])),
  );
  return ids.find((id) => id.startsWith(`wizard.${name}:`)) ?? 'none';
}

/** What follows when somebody presses or chooses in the message that shows the state. */
function step(state: WizardState, name: string, values?: readonly string[]) {
  const read = readWizard(renderWizard(form, state));
  if (!read) throw new Error('No wizard.');
  return stepWizard(form, read, { customId: idOf(state, name), ...(values && { values }) });
}

function shown(state: WizardState, name: string, values?: readonly string[]): WizardState {
  const next = step(state, name, values);
  return next.type === 'show' ? next.state : start;
}

test('is for what a modal can’t hold', () => {
  const five = form.fields.slice(0, 5);
  expect([five, form.fields].map((some) => needsWizard(formOf({ fields: some })))).toEqual([false, true]);
  expect(needsWizard(formOf({ fields: five, intro: [{ label: 'A', text: 'b' }] }))).toBe(true);
});

describe('a page', () => {
  const message = renderWizard(form, start);

  test('shows all values in words, four menus and the buttons', () => {
    expect(problemsOf(message)).toEqual([]);
    expect(message.components).toHaveLength(5);
    const seen = visibleText({ embeds: message.embeds });
    for (const line of [
      `Channel: #${fields.channel.initial}`,
      'Days: Day 1, Day 3',
      'Time: 09:00',
      'Tracks: –',
      'Ready: Yes, begin',
      `Role: @${fields.role.initial}`,
      'Page 1 of 2',
    ])
      expect(seen).toContain(line);
    expect(visibleText({ components: message.components })).toMatch(
      /Back\nNext\nTime, Time zone…\nStart\nCancel$/,
    );
  });

  test('says in a menu of one choice what it is about', () => {
    const seen = visibleText({ components: renderWizard(form, { ...start, page: 1 }).components });
    for (const label of ['Ready: Yes, begin', 'Ready: No']) expect(seen).toContain(label);
    expect(visibleText({ components: message.components })).toContain('Reveal: Day 2');
  });

  test('shows errors at their fields, others first', () => {
    const errors = { days: 'Choose at least one day.', other: 'Somebody was faster.' };
    const failed = renderWizard(form, start, errors);
    expect(problemsOf(failed)).toEqual([]);
    expect(visibleText({ embeds: failed.embeds })).toMatch(
      /questions\n⚠️ Somebody was faster\.\nChannel.*\nDays: Day 1, Day 3\n⚠️ Choose at least one day\.\nTime/,
    );
  });
});

describe('the state', () => {
  const word = fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .filter((text) => text !== '' && text.isWellFormed());
  const values = fc.record({
    time: word,
    zone: word,
    days: fc.subarray(['1', '2', '3', '4', '5', '6', '7']).map((days) => days.join(',')),
    channel: fc.constant('200000000000000009'),
  });

  test('comes back from the message, whatever was chosen', () => {
    fc.assert(
      fc.property(values, fc.nat({ max: 1 }), (some, page) => {
        const full = Object.fromEntries(Object.entries(some).filter(([, value]) => value !== ''));
        const message = renderWizard(form, { page, values: full });
        expect(problemsOf(message)).toEqual([]);
        expect(readWizard(message)).toEqual({ ...start, page, values: full });
      }),
    );
  });

  test('of a real setup with every track has room to spare', () => {
    const options = Array.from({ length: 25 }, (_, index) => ({
      value: `machine-learning-${index}`,
      label: `${index}`,
    }));
    const tracks = { ...fields.tracks, options, initial: options.map(({ value }) => value) };
    const big = formOf({ fields: [...form.fields.filter(({ id }) => id !== 'tracks'), tracks] });
    for (const page of [0, 1])
      expect(problemsOf(renderWizard(big, { page, values: valuesOf(big) }))).toEqual([]);
  });

  test('that is too long is an error', () => {
    const zone = Array.from({ length: 2_000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((index * 7919) % 9000)),
    ).join('');
    expect(() => renderWizard(form, { page: 0, values: { zone } })).toThrow(RangeError);
  });

  test('is in no other message', () => {
    for (const message of [
      null,
      {},
      { components: [] },
      { components: [{ components: [{ custom_id: 'vote:1' }] }] },
    ])
      expect(readWizard(message)).toBeUndefined();
    expect(readWizard({ components: [{ components: [{ custom_id: 'wizard.next:AAAA' }] }] })).toBeUndefined();
  });
});

describe('a step', () => {
  test('turns the pages', () => {
    const second = shown(start, 'next');
    expect([second.page, shown(second, 'next').page, shown(second, 'back').page]).toEqual([1, 1, 0]);
    expect(visibleText({ embeds: renderWizard(form, second).embeds })).toContain('Page 2 of 2');
  });

  test('takes what was chosen, none included', () => {
    expect(shown(start, 'field.days', ['2', '7']).values.days).toBe('2,7');
    expect(shown(start, 'field.days', []).values).not.toHaveProperty('days');
    const second = shown(start, 'next');
    expect(shown(second, 'field.ready', ['false']).values).not.toHaveProperty('ready');
    expect(shown(second, 'field.ready', ['true']).values.ready).toBe('true');
    expect(shown(second, 'field.role', []).values).not.toHaveProperty('role');
  });

  test('opens the texts, which come back into the state', () => {
    const next = step(start, 'texts');
    if (next.type !== 'texts') throw new Error(next.type);
    expect([problemsOf(next.modal), next.modal.custom_id]).toEqual([[], textsModal]);
    const { components } = submitted(next.modal, { time: '10am' });
    expect(mergeTexts(form, start, components).values).toEqual({ ...start.values, time: '10am' });
    const stranger = [{ component: { custom_id: 'days', value: '9' } }];
    expect(mergeTexts(form, start, stranger)).toEqual(start);
  });

  test('submits and cancels', () => {
    expect(step(start, 'submit')).toEqual({ type: 'submit', values: start.values });
    expect(step(start, 'cancel')).toEqual({ type: 'cancel' });
    expect(stepWizard(form, start, { customId: 'wizard.other:' })).toEqual({ type: 'show', state: start });
  });
});
