import { type APIEmbed, ComponentType, subtext } from 'discord.js';
import { oneLine } from '../../../src/chat/clean.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import type { Form } from '../../../src/chat/form.ts';
import { escapeMarkdown } from '../escape.ts';
import { limits } from '../limits.ts';
import { renderButton } from './buttons.ts';
import { renderIntro } from './intro.ts';
import { colours, emptyMessage, type RenderedMessage } from './message.ts';
import { modalTitle } from './modal.ts';
import { layOut } from './pages.ts';
import { renderSelect, type SelectField } from './select.ts';
import { withoutEmpty, withValues } from './values.ts';
import { renderSummary } from './wizard-fields.ts';
import { buttonsOf, lastPageOf, selectPrefix, selectsOf } from './wizard-pages.ts';
import { carryState, type WizardState } from './wizard-state.ts';

type Errors = Readonly<Record<string, string>>;

/** Whether a form has more than a modal holds. */
export function needsWizard({ fields, intro = [] }: Form): boolean {
  return fields.length + (intro.length > 0 ? 1 : 0) > limits.modalComponents;
}

/**
 * A form as a private message that is gone through page by page: all fields in words, menus for some of them, a
 * modal for the texts. The state rides in the custom ids, so it outlives a restart.
 * @throws RangeError when the values are too long for that: long texts belong in a form that fits a modal.
 */
export function renderWizard(
  form: Form,
  { page: wanted, values }: Pick<WizardState, 'page' | 'values'>,
  errors: Errors = {},
): RenderedMessage {
  const filled = withValues(form, values);
  const page = Math.min(wanted, lastPageOf(form));
  const [selects, buttons] = [selectsOf(filled, page), buttonsOf(form, page)];
  const names = [...selects.map(({ id }) => `${selectPrefix}${id}`), ...buttons.map(({ name }) => name)];
  const state = { form: form.name, subject: form.subject, page, values: withoutEmpty(values) };
  const ids = carryState(state, names);
  const menus = selects.map((field, index) => ({
    type: ComponentType.ActionRow as const,
    components: [{ ...renderSelect(field, ids[index] ?? ''), placeholder: placeholderOf(field) }],
  }));
  const row = buttons.map(({ label, style, disabled }, index) => ({
    ...renderButton(label, ids[selects.length + index] ?? '', style),
    disabled,
  }));
  return {
    ...emptyMessage,
    embeds: embedsOf(filled, page, errors),
    components: [...menus, { type: ComponentType.ActionRow, components: row }],
  };
}

function placeholderOf({ label, id }: SelectField): string {
  return ellipsis(oneLine(label) || id, limits.selectPlaceholder);
}

function embedsOf(form: Form, page: number, errors: Errors): APIEmbed[] {
  const last = lastPageOf(form);
  const intro = renderIntro(form.intro ?? [], limits.embedDescription / 2);
  const [embeds = []] = layOut(escapeMarkdown(modalTitle(form)), [
    ...(intro === '' ? [] : [{ parts: [' '], render: () => intro }]),
    ...renderSummary(form, errors),
    ...(last > 0
      ? [{ parts: [' '], render: () => subtext(`Page ${page + 1} of ${last + 1}`), apart: true }]
      : []),
  ]);
  const color = Object.keys(errors).length > 0 ? colours.warning : colours.neutral;
  return embeds.map((embed) => ({ ...embed, color }));
}
