import { ApplicationCommandType, ApplicationCommandOptionType as Type } from 'discord.js';
import { z } from 'zod';

/** @see https://docs.discord.com/developers/interactions/application-commands#application-command-object */
const name = z
  .string()
  .min(1)
  .max(32)
  .refine(
    (name) => /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(name) && name === name.toLowerCase(),
    {
      message: 'Command name is invalid',
      params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
    },
  );
const description = z.string().min(1).max(100);
const choice = z.looseObject({
  name: z.string().min(1).max(100),
  value: z.union([z.string().max(100), z.number()]),
});

interface Named {
  readonly name: string;
  readonly required?: boolean | undefined;
}

function listOf<Schema extends z.ZodType<Named>>(option: Schema) {
  return z
    .array(option)
    .max(25)
    .superRefine((options, context) => {
      for (const [index, { name, required }] of options.entries()) {
        const before = options.slice(0, index);
        const report = (code: string, message: string) =>
          context.addIssue({ code: 'custom', path: [index], message, params: { code } });
        if (before.some((other) => other.name === name))
          report('APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option names must be unique');
        if (required && before.some((other) => !other.required))
          report(
            'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
            'Required options must be placed before non-required options',
          );
      }
    });
}

const value = z
  .looseObject({
    type: z.int().min(Type.String).max(Type.Attachment),
    name,
    description,
    required: z.boolean().optional(),
    autocomplete: z.boolean().optional(),
    choices: z.array(choice).max(25).optional(),
    min_length: z.int().min(0).max(6000).optional(),
    max_length: z.int().min(1).max(6000).optional(),
  })
  .refine(({ autocomplete, choices }) => !(autocomplete && choices?.length), {
    message: 'Autocomplete and choices are mutually exclusive',
    params: { code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES' },
  });
const subcommand = z.looseObject({
  type: z.literal(Type.Subcommand),
  name,
  description,
  options: listOf(value).optional(),
});
const group = z.looseObject({
  type: z.literal(Type.SubcommandGroup),
  name,
  description,
  options: listOf(subcommand).min(1),
});

/** The kind of its first option says of which kind all must be. */
const options = z.unknown().transform((given, context) => {
  const schema = kindOf(given);
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) return result.data;
  context.issues.push(...(result.error.issues as z.core.$ZodRawIssue[]));
  return z.NEVER;
});

function kindOf(given: unknown): z.ZodType {
  const types = new Set(Array.isArray(given) ? given.map(({ type }) => type) : []);
  if (!types.has(Type.Subcommand) && !types.has(Type.SubcommandGroup)) return listOf(value).optional();
  return listOf(z.union([subcommand, group]));
}

const slash = z.looseObject({
  type: z.literal(ApplicationCommandType.ChatInput).default(ApplicationCommandType.ChatInput),
  name,
  description,
  options: options.optional(),
  default_member_permissions: z.string().nullish(),
});
const menu = z.looseObject({
  type: z.union([z.literal(ApplicationCommandType.User), z.literal(ApplicationCommandType.Message)]),
  name: z.string().min(1).max(32),
  description: z.literal('').optional(),
  options: z.undefined().optional(),
});

export const commandSchema = z.looseObject({ type: z.int().optional() }).transform((given, context) => {
  const schema = given.type === undefined || given.type === ApplicationCommandType.ChatInput ? slash : menu;
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) return result.data;
  context.issues.push(...(result.error.issues as z.core.$ZodRawIssue[]));
  return z.NEVER;
});
