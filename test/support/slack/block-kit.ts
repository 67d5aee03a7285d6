import { z } from 'zod';

/**
 * Block Kit as Slack documents it, written down apart from the adapter's own limits so that a wrong one shows.
 * @see https://docs.slack.dev/reference/block-kit
 */
const length = (min: number, max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.length >= min && text.trim().length >= Math.min(min, 1), 'blank')
    .refine((text) => text.isWellFormed() && !/[^\P{Cc}\t\n]/u.test(text), 'not clean');
const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: length(1, max), emoji: z.literal(false) });

/** Only what the adapter itself makes: mentions, channels, links and dates by their ids. */
const entity =
  /<@[A-Z0-9]+>|<#[A-Z0-9]+>|<https?:\/\/[^\s<>|]+\|[^<>|]*(?:\|[^<>]*)*>|<!date\^\d+\^[^<>|^]+\|[^<>|]+>/g;
const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    verbatim: z.literal(true),
    text: length(1, max).refine(
      (text) => !/[<>]|&(?!amp;|lt;|gt;)/.test(text.replace(entity, '')),
      'unescaped',
    ),
  });
const textObject = (max: number) => z.union([plain(max), mrkdwn(max)]);

const style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  code: z.boolean().optional(),
});
const someText = z
  .string()
  .min(1)
  .refine((text) => text.isWellFormed() && !/[^\P{Cc}\t\n]/u.test(text), 'not clean');
const element = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: someText, style: style.optional() }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1) }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1) }),
  z.strictObject({ type: z.literal('link'), url: z.url({ protocol: /^https?$/ }).max(3000), text: someText }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int().nonnegative(),
    format: z.string().regex(/\{\w+\}/),
    fallback: z.string().min(1),
  }),
]);
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(element).min(1) });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(element).min(1) }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          offset: z.int().positive().optional(),
          elements: z.array(section).min(1),
        }),
      ]),
    )
    .min(1),
});

const button = z.strictObject({
  type: z.literal('button'),
  action_id: length(1, 255),
  text: plain(75),
  value: z.string().max(2000),
  style: z.enum(['primary', 'danger']).optional(),
});
const option = z.strictObject({ text: plain(75), value: z.string().max(150) });
const options = {
  action_id: length(1, 255),
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z
    .array(z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) }))
    .max(100)
    .optional(),
};
const input = z.strictObject({
  type: z.literal('input'),
  block_id: length(1, 255),
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean(),
  element: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('plain_text_input'),
      action_id: length(1, 255),
      multiline: z.boolean(),
      max_length: z.int().min(1).max(3000),
      initial_value: z.string().min(1).max(3000).optional(),
      placeholder: plain(150).optional(),
    }),
    z.strictObject({ type: z.literal('static_select'), ...options, initial_option: option.optional() }),
    z.strictObject({
      type: z.literal('multi_static_select'),
      ...options,
      initial_options: z.array(option).min(1).optional(),
    }),
    z.strictObject({
      type: z.literal('conversations_select'),
      action_id: length(1, 255),
      filter: z.strictObject({ include: z.array(z.enum(['public', 'private'])).min(1) }),
      initial_conversation: z.string().regex(/^[CG]/).optional(),
    }),
    z.strictObject({
      type: z.literal('checkboxes'),
      action_id: length(1, 255),
      options: z.array(option).min(1).max(10),
      initial_options: z.array(option).min(1).optional(),
    }),
  ]),
});

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plain(150) }),
  z.strictObject({ type: z.literal('section'), fields: z.array(textObject(2000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('context'), elements: z.array(textObject(3000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('divider') }),
  z.strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25) }),
  z.strictObject({
    type: z.literal('context_actions'),
    elements: z
      .array(
        z.strictObject({
          type: z.literal('feedback_buttons'),
          action_id: length(1, 255),
          positive_button: z.strictObject({ text: plain(75), value: length(1, 2000) }),
          negative_button: z.strictObject({ text: plain(75), value: length(1, 2000) }),
        }),
      )
      .min(1)
      .max(5),
  }),
  z.strictObject({
    type: z.literal('table'),
    column_settings: z
      .array(z.strictObject({ align: z.enum(['left', 'center', 'right']), is_wrapped: z.boolean() }))
      .max(20),
    rows: z.array(z.array(richText).min(1).max(20)).min(1).max(100),
  }),
  richText,
  input,
]);

const message = z.strictObject({ text: z.string().max(4000), blocks: z.array(block).max(50) });
const modal = z.strictObject({
  type: z.literal('modal'),
  callback_id: length(1, 255),
  private_metadata: z.string().max(3000),
  title: plain(24),
  submit: plain(24),
  close: plain(24),
  blocks: z.array(block).min(1).max(100),
});

/** What Slack would refuse of a message or a modal: one sentence each. */
export function problemsOf(rendered: unknown): string[] {
  const isModal = typeof rendered === 'object' && rendered !== null && 'type' in rendered;
  const parsed = (isModal ? modal : message).safeParse(rendered);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { blocks } = parsed.data;
  const tables = blocks.filter(({ type }) => type === 'table').length;
  const actions = blocks.flatMap((one): { action_id: string }[] =>
    one.type === 'actions' || one.type === 'context_actions' ? one.elements : [],
  );
  const ids = actions.map(({ action_id }) => action_id);
  const characters = charactersIn(blocks);
  return [
    ...(tables > (isModal ? 0 : 1) ? ['only_one_table_allowed'] : []),
    ...(new Set(ids).size < ids.length ? ['action ids repeat'] : []),
    ...(!isModal && blocks.some(({ type }) => type === 'input') ? ['an input in a message'] : []),
    ...(characters > 11_000 ? [`msg_blocks_too_long: ${characters}`] : []),
  ];
}

function charactersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [key, entry] of Object.entries(value)) {
    if (key !== 'text' || typeof entry !== 'string') sum += charactersIn(entry);
    else sum += entry.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').length;
  }
  return sum;
}
