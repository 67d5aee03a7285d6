import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { button, checkCustomIds, checkRange, selects } from './component-schema.ts';

/** @see https://docs.discord.com/developers/resources/message#create-message Lengths are in UTF-16 units. */
const text = (max: number) => z.string().max(max);
const url = z.url({ protocol: /^(https?|attachment)$/ }).max(2048);
const image = z.looseObject({ url });

const embed = z.looseObject({
  title: text(256).nullish(),
  description: text(4096).nullish(),
  url: url.nullish(),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  footer: z.looseObject({ text: text(2048).min(1) }).nullish(),
  author: z.looseObject({ name: text(256).min(1), url: url.nullish() }).nullish(),
  image: image.nullish(),
  thumbnail: image.nullish(),
  fields: z
    .array(
      z.looseObject({
        name: text(256).refine((name) => name.trim() !== '', required()),
        value: text(1024).refine((value) => value.trim() !== '', required()),
        inline: z.boolean().optional(),
      }),
    )
    .max(25)
    .nullish(),
});
type Embed = z.output<typeof embed>;

function required() {
  return { message: 'This field is required', params: { code: 'BASE_TYPE_REQUIRED' } };
}

const charactersIn = ({ title, description, footer, author, fields }: Embed): number =>
  [title, description, footer?.text, author?.name, ...(fields ?? []).flatMap((one) => [one.name, one.value])]
    .map((words) => words?.length ?? 0)
    .reduce((sum, length) => sum + length, 0);

const row = z.strictObject({
  type: z.literal(ComponentType.ActionRow),
  id: z.int().nonnegative().optional(),
  components: z
    .array(z.discriminatedUnion('type', [button, ...selects]))
    .min(1)
    .max(5)
    .superRefine((components, context) => {
      for (const component of components) if ('max_values' in component) checkRange(component, context);
      if (components.length > 1 && components.some(({ type }) => type !== ComponentType.Button))
        context.addIssue({
          code: 'custom',
          message: 'A select takes up the whole row',
          params: { code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
        });
    }),
});

const snowflake = z.string().regex(/^\d{15,20}$/);
const mentions = z
  .strictObject({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).optional(),
    users: z.array(snowflake).max(100).nullish(),
    roles: z.array(snowflake).max(100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine(({ parse, ...lists }, context) => {
    for (const kind of ['users', 'roles'] as const)
      if (parse?.includes(kind) && lists[kind]?.length)
        context.addIssue({
          code: 'custom',
          path: [kind],
          message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          params: { code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE' },
        });
  });

export const messageSchema = z.looseObject({
  content: text(2000).nullish(),
  nonce: z.union([text(25), z.int()]).nullish(),
  enforce_nonce: z.boolean().optional(),
  flags: z.int().nullish(),
  embeds: z
    .array(embed)
    .max(10)
    .refine((embeds) => embeds.reduce((sum, one) => sum + charactersIn(one), 0) <= 6000, {
      message: 'Embed size exceeds maximum size of 6000',
      params: { code: 'MAX_EMBED_SIZE_EXCEEDED' },
    })
    .nullish(),
  components: z.array(row).max(5).superRefine(checkCustomIds).nullish(),
  allowed_mentions: mentions.nullish(),
  message_reference: z
    .looseObject({
      message_id: snowflake.optional(),
      channel_id: snowflake.optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
  attachments: z
    .array(z.looseObject({ id: z.union([z.string(), z.int()]), description: text(1024).nullish() }))
    .max(10)
    .nullish(),
});
export type MessageBody = z.output<typeof messageSchema>;
