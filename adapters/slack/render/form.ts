import type { KnownBlock, ModalView } from '@slack/web-api';
import { z } from 'zod';
import { clean, isBlank, oneLine } from '../../../src/chat/clean.ts';
import { ellipsis } from '../../../src/chat/cut.ts';
import type { Form, FormValues } from '../../../src/chat/form.ts';
import { limits } from '../limits.ts';
import { renderHeader } from './block.ts';
import { fitInto } from './fit-into.ts';
import { inlinesOf, type Setting } from './inline.ts';
import { inputAction, renderInput } from './input.ts';
import { richSections } from './rich-text.ts';
import { plainText } from './text-object.ts';

/** The `callback_id` of every form; which one it is stands in its metadata. */
export const formCallback = 'whetstone_form';

const placeSchema = z.object({ channel: z.string(), thread: z.string().optional() });

const metadataSchema = z.object({ form: z.string(), subject: z.string(), place: placeSchema });

/** Where a form was opened; Slack doesn't say so when it is submitted. */
export interface FormPlace {
  readonly channel: string;
  readonly thread?: string | undefined;
}

export interface FormState {
  readonly form: string;
  readonly subject: string;
  readonly place: { readonly channel: string; readonly thread?: string };
  readonly values: FormValues;
}

const noNames: Setting = { names: { member: (id) => id }, for: undefined };

const howToSeeTheRest = 'Read the whole text where it was written, in the thread.';

/** @see https://docs.slack.dev/reference/views/modal-views */
export function renderForm(form: Form, place: FormPlace): ModalView {
  const inputs = form.fields.map(renderInput);
  const intro = (form.intro ?? []).flatMap(renderIntro);
  const room = { blocks: limits.viewBlocks - inputs.length, characters: limits.formIntro };
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: JSON.stringify({ form: form.name, subject: clean(form.subject), place }),
    title: plainText(label(form.title, limits.modalTitle)),
    submit: plainText(label(form.submitLabel, limits.modalButton)),
    close: plainText('Cancel'),
    blocks: [...fitInto(intro, room, howToSeeTheRest), ...inputs],
  };
}

function renderIntro({ label, text }: { readonly label: string; readonly text: string }): KnownBlock[] {
  const body = isBlank(text) ? [] : richSections(inlinesOf(text), noNames, 'rich_text_quote');
  return [...renderHeader(label, noNames), ...body];
}

function label(text: string, limit: number): string {
  const words = oneLine(text);
  return ellipsis(isBlank(words) ? 'Whetstone' : words, limit);
}

const option = z.object({ value: z.string() });

const inputSchema = z
  .object({
    value: z.string().nullish(),
    selected_option: option.nullish(),
    selected_options: z.array(option).optional(),
    selected_conversation: z.string().nullish(),
  })
  .transform(
    (input) =>
      input.value ??
      input.selected_option?.value ??
      input.selected_conversation ??
      input.selected_options?.map(({ value }) => value).join(','),
  );

const viewSchema = z.object({
  private_metadata: z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(metadataSchema),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), inputSchema)) }),
  blocks: z.array(z.object({ type: z.string(), block_id: z.string().optional() })).optional(),
});

/** What a submitted form says. @throws Error when it is none of Whetstone's. */
export function readFormState(view: unknown): FormState {
  const { private_metadata, state } = viewSchema.parse(view);
  const { form, subject, place } = private_metadata;
  const values = Object.entries(state.values).flatMap(([field, { [inputAction]: value }]) =>
    value ? [[field, value]] : [],
  );
  const { channel, thread } = place;
  return {
    form,
    subject,
    place: { channel, ...(thread === undefined ? {} : { thread }) },
    values: Object.fromEntries(values),
  };
}

interface Inputs {
  readonly blocks?: readonly { readonly type: string; readonly block_id?: string }[];
}

/**
 * The sentences at their fields. Slack shows errors at inputs only and refuses any other, so a sentence about the form
 * as a whole stands at the first one.
 * @see https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export function renderErrors(
  errors: Readonly<Record<string, string>>,
  { blocks = [] }: Inputs,
): Record<string, string> {
  const inputs = blocks.flatMap(({ type, block_id }) => (type === 'input' && block_id ? [block_id] : []));
  const shown: Record<string, string> = {};
  for (const [field, sentence] of Object.entries(errors)) {
    const input = inputs.includes(field) ? field : inputs[0];
    if (input === undefined) continue;
    const words = [shown[input], oneLine(sentence)].filter(Boolean).join(' ');
    shown[input] = ellipsis(words, limits.inputHint);
  }
  return shown;
}
