import { z } from 'zod';

/**
 * Discord's own rules for messages and modals, written from its documentation and not from the adapter's limits.
 * @see https://docs.discord.com/developers/resources/message, https://docs.discord.com/developers/components/reference
 */
const blank = /^[\s\p{Cf}\u115f\u1160\u3164\uffa0]*$/u;
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((words) => !blank.test(words), 'is blank')
    .refine((words) => words.isWellFormed(), 'has half a character')
    .refine((words) => !/[^\P{Cc}\t\n]/u.test(words), 'has control characters');
const markdown = (max: number) =>
  text(max).superRefine((words, context) => {
    const found = strangers(words);
    if (found) context.addIssue({ code: 'custom', message: `has markup that is nobody’s: ${found}` });
  });

const snowflake = z.string().regex(/^\d{15,20}$/);
const customId = text(100);
const option = z.strictObject({ label: text(100), value: text(100), default: z.boolean().optional() });
const count = z.int().min(0).max(25).optional();
const select = {
  custom_id: customId,
  placeholder: text(150).optional(),
  min_values: count,
  max_values: count,
  required: z.boolean().optional(),
};
const defaults = (type: 'channel' | 'role') =>
  z.array(z.strictObject({ id: snowflake, type: z.literal(type) })).optional();
const stringSelect = z
  .strictObject({ type: z.literal(3), ...select, options: z.array(option).min(1).max(25) })
  .refine(({ options }) => unique(options.map(({ value }) => value)), 'has an option twice')
  .refine(({ max_values = 1, options }) => max_values <= options.length, 'lets choose more than there is')
  .refine(
    ({ max_values = 1, options }) => options.filter((one) => one.default).length <= max_values,
    'presets more than may be chosen',
  );
const channelSelect = z.strictObject({
  type: z.literal(8),
  ...select,
  channel_types: z.array(z.int()).optional(),
  default_values: defaults('channel'),
});
const roleSelect = z.strictObject({ type: z.literal(6), ...select, default_values: defaults('role') });
const selects = [stringSelect, channelSelect, roleSelect] as const;
const button = z.strictObject({
  type: z.literal(2),
  style: z.int().min(1).max(4),
  label: text(80),
  custom_id: customId,
  disabled: z.boolean().optional(),
});
const row = z.strictObject({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(5), z.array(z.union(selects)).length(1)]),
});
const embed = z
  .strictObject({
    title: markdown(256).optional(),
    description: markdown(4096).optional(),
    color: z.int().min(0).max(0xffffff).optional(),
  })
  .refine(({ title, description }) => title ?? description, 'is empty');

const message = z
  .strictObject({
    content: z
      .string()
      .max(2000)
      .regex(/^(<@\d{15,20}>)?( ?<@&\d{15,20}>)?$/),
    embeds: z.array(embed).max(10),
    components: z.array(row).max(5),
    allowed_mentions: z.strictObject({
      parse: z.array(z.never()),
      users: z.array(snowflake),
      roles: z.array(snowflake),
    }),
  })
  .refine(({ content, embeds }) => content !== '' || embeds.length > 0, 'is empty')
  .refine(({ embeds }) => charactersOf(embeds) <= 6000, 'has more than 6,000 characters')
  .refine(
    ({ content, allowed_mentions: { users, roles } }) =>
      [...users.map((id) => `<@${id}>`), ...roles.map((id) => `<@&${id}>`)].join(' ') === content,
    'may ping others than it names',
  );

const textInput = z
  .strictObject({
    type: z.literal(4),
    custom_id: customId,
    style: z.int().min(1).max(2),
    min_length: z.int().min(0).max(4000).optional(),
    max_length: z.int().min(1).max(4000),
    required: z.boolean(),
    value: z.string().optional(),
    placeholder: text(100).optional(),
  })
  .refine(({ value = '', max_length }) => value.length <= max_length, 'is filled in with too much');
const checkbox = z.strictObject({
  type: z.literal(23),
  custom_id: customId,
  default: z.boolean().optional(),
});
const label = z.strictObject({
  type: z.literal(18),
  label: text(45),
  description: text(100).optional(),
  component: z.union([...selects, textInput, checkbox]),
});
const modal = z.strictObject({
  custom_id: customId,
  title: text(45),
  components: z
    .array(z.union([label, z.strictObject({ type: z.literal(10), content: markdown(4000) })]))
    .min(1)
    .max(5),
});

/** What Discord would refuse, or what would be more than text: one sentence each. */
export function problemsOf(rendered: unknown): string[] {
  const isModal = z.object({ title: z.string() }).safeParse(rendered).success;
  const { error } = (isModal ? modal : message).safeParse(rendered);
  const ids = [...JSON.stringify(rendered).matchAll(/"custom_id":("(?:[^"\\]|\\.)*")/g)].map(([, id]) => id);
  return [
    ...(error ? z.prettifyError(error).split('\n') : []),
    ...(unique(ids) ? [] : ['An id is there twice.']),
  ];
}

/** The first thing that markdown would make more of than text and that no adapter writes. */
function strangers(words: string): string | undefined {
  const rest = words
    .replace(/\\[^A-Za-z0-9\s]|`[^`\n]+`/g, 'x')
    .replace(/^> /gm, '')
    // A heading begins where a line does, and not within small print.
    .replace(/^-# (?!#).*$/gm, (line) => line.slice('-# '.length).replaceAll('#', 'x'))
    .replace(/\[[^\]]*\]\(https?:\/\/[^\s()<>]+\)|<(?:@&?|#)\d{15,20}>|<t:\d+:[tDfR]>/g, 'x');
  return /[<>[\]`~|_@]|:\/\/|:\w+:|(?<!^#{0,2})#(?! )|\*{3}/m.exec(rest)?.[0];
}

function unique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function charactersOf(embeds: readonly z.infer<typeof embed>[]): number {
  return embeds.reduce((sum, { title = '', description = '' }) => sum + title.length + description.length, 0);
}
