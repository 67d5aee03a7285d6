import { z } from 'zod';

const roles = ['web', 'gateway', 'worker'] as const;
export type ProcessRole = (typeof roles)[number];

const url = (protocols: string, like: string) =>
  z.url({ protocol: new RegExp(`^(${protocols})$`), error: `should look like ${like}` });

const prefixed = (prefix: string) => z.string().startsWith(prefix, `should begin with ${prefix}`);

const toggle = z.enum(['on', 'off'], { error: 'should be on or off' });

/** Every variable of the environment, and what it should look like. */
export const variables = z.object({
  DATABASE_URL: url('postgres|postgresql', 'postgres://user:password@host:5432/whetstone').optional(),
  DATABASE_PASSWORD: z.string().optional(),
  SECRETS_DIR: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  REDIS_URL: url('redis|rediss', 'redis://host:6379').optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number({ error: 'should be a port number, such as 3000' })
    .int('should be a whole number')
    .min(0, 'should be from 0 to 65535')
    .max(65535, 'should be from 0 to 65535')
    .default(3000),
  PUBLIC_URL: url('https?', 'https://whetstone.example.com').optional(),
  OPERATOR_NAME: z.string().max(100, 'should have at most 100 characters').optional(),
  OPERATOR_CONTACT: z
    .union([z.email(), z.url({ protocol: /^https?$/ })], {
      error: 'should be a mail address or the address of a page, as in support@example.com',
    })
    .optional(),
  DATA_LOCATION: z.string().max(200, 'should have at most 200 characters').optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'should be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  PLAYGROUND: toggle.optional(),
  ADMIN_PASSWORD: z.string().min(12, 'should have 12 characters or more').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('https?', 'http://collector:4318').optional(),
  PROCESS_ROLES: z
    .string()
    .default(roles.join(','))
    .transform((list) => list.split(',').map((role) => role.trim()))
    .refine(
      (list): list is ProcessRole[] => list.every((role) => (roles as readonly string[]).includes(role)),
      {
        error: 'should list web, gateway or worker, as in web,worker',
      },
    ),
  ENCRYPTION_KEY: z
    .string()
    .transform((list) => list.split(',').map((key) => Buffer.from(key.trim(), 'base64')))
    .refine((keys) => keys.every((key) => key.length === 32), {
      error:
        'should be 32 random bytes in base64, as `openssl rand -base64 32` prints them; old keys may follow after commas',
    })
    .optional(),
  ENCRYPT_WORDS: toggle.default('off'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_BOT_TOKEN: prefixed('xoxb-').optional(),
  SLACK_APP_TOKEN: prefixed('xapp-').optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().optional(),
  SLACK_API_URL: url('https?', 'https://slack.com/api/').optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^(?!Bot )\S+$/, 'should be the bot token alone, from the application’s “Bot” page')
    .optional(),
  DISCORD_API_URL: url('https?', 'https://discord.com/api').optional(),
  OPENAI_API_KEY: z.string().regex(/^\S+$/, 'should be the key alone, without spaces').optional(),
  OPENAI_BASE_URL: url('https?', 'http://localhost:11434/v1').optional(),
  OPENAI_MODEL: z.string().regex(/^\S+$/, 'should be a model’s name, as in gpt-5.4-mini').optional(),
  OPENAI_PRICE: z
    .string()
    .regex(
      /^\d+(\.\d+)?,\s*\d+(\.\d+)?$/,
      'should be dollars per million tokens read and written, as in 0.75,4.5',
    )
    .transform((price) => price.split(',').map(Number))
    .transform(([input = 0, output = 0]) => ({ input, output }))
    .optional(),
});

export type Variables = z.infer<typeof variables>;
