import { z } from 'zod';
import { readSecretFiles } from './secret-files.ts';

const roles = ['web', 'gateway', 'worker'] as const;
export type ProcessRole = (typeof roles)[number];

const url = (protocols: string, like: string) =>
  z.url({ protocol: new RegExp(`^(${protocols})$`), error: `should look like ${like}` });

const prefixed = (prefix: string) => z.string().startsWith(prefix, `should begin with ${prefix}`);

const toggle = z.enum(['on', 'off'], { error: 'should be on or off' });

const variables = z.object({
  DATABASE_URL: url('postgres|postgresql', 'postgres://user:password@host:5432/whetstone').optional(),
  DATABASE_PASSWORD: z.string().optional(),
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

type Variables = z.infer<typeof variables>;

/** How Slack reaches us and how we reach Slack. */
export interface SlackSettings {
  /** Undefined where nothing comes by HTTP but installations. */
  readonly signingSecret: string | undefined;
  /** Socket Mode when set. */
  readonly appToken: string | undefined;
  /** Another address than Slack's own. */
  readonly apiUrl: string | undefined;
  readonly installation:
    | { readonly by: 'token'; readonly botToken: string }
    | {
        readonly by: 'oauth';
        readonly clientId: string;
        readonly clientSecret: string;
        readonly stateSecret: string;
        readonly encryptionKeys: readonly Buffer[];
      };
}

export interface DiscordSettings {
  readonly token: string;
  /** Another address than Discord's own, without the version. */
  readonly apiUrl: string | undefined;
}

export interface OpenAiSettings {
  /** Undefined for servers that need none. */
  readonly apiKey: string | undefined;
  /** Undefined: OpenAI's own. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** Dollars per million tokens; undefined: not known. */
  readonly price: { readonly input: number; readonly output: number } | undefined;
}

export interface Config {
  /** Undefined: embedded Postgres under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** Undefined: the queue lives in Postgres. */
  readonly redisUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Undefined: the address that the server listens on. */
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  readonly playground: boolean;
  readonly slack: SlackSettings | undefined;
  readonly discord: DiscordSettings | undefined;
  /** Undefined: the rubric coach alone. */
  readonly openai: OpenAiSettings | undefined;
  readonly roles: readonly ProcessRole[];
  /** Opens `/metrics` and `/admin/queues`; undefined: nobody may. */
  readonly adminPassword: string | undefined;
  /** Where traces go by OTLP over HTTP; undefined: nowhere. */
  readonly otlpEndpoint: string | undefined;
}

/** Every problem of the environment at once; each names its variable and says what it should look like. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** @throws ConfigError */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // A variable that is set to nothing, as compose files do, is not set.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { given, problems } = readSecretFiles(set);
  const parsed = variables.safeParse(given);
  problems.push(...(parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}.`) ?? []));
  // What is missing shows in the unparsed values too.
  const data = parsed.data ?? (given as unknown as Variables);
  const slack = slackSettings(data, problems);
  const discord = discordSettings(data, problems);
  const openai = openAiSettings(data, problems);
  const databaseUrl = databaseUrlOf(data, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    databaseUrl,
    dataDir: data.DATA_DIR,
    redisUrl: data.REDIS_URL,
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, ''),
    logLevel: data.LOG_LEVEL,
    playground: data.PLAYGROUND ? data.PLAYGROUND === 'on' : !slack && !discord,
    slack,
    discord,
    openai,
    roles: data.PROCESS_ROLES,
    adminPassword: data.ADMIN_PASSWORD,
    otlpEndpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, ''),
  };
}

/** The password may come by itself, so that the rest of the address is no secret. */
function databaseUrlOf(
  { DATABASE_URL: address, DATABASE_PASSWORD: password }: Variables,
  problems: string[],
): string | undefined {
  if (password === undefined) return address;
  if (address === undefined) {
    problems.push('DATABASE_URL is missing: DATABASE_PASSWORD alone doesn’t say where the database is.');
    return undefined;
  }
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.password !== '')
    problems.push('DATABASE_URL contains a password, and DATABASE_PASSWORD is set too: keep only one.');
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Undefined also when some of what belongs together is missing, which is added to the problems. */
function slackSettings(data: Variables, problems: string[]): SlackSettings | undefined {
  const named = Object.entries(data).filter(
    ([name, value]) => name.startsWith('SLACK_') && value !== undefined,
  );
  if (named.length === 0) return undefined;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = data;
  if (!signingSecret && !appToken) {
    problems.push(
      'SLACK_SIGNING_SECRET is missing: it’s on the app’s “Basic Information” page. Or set SLACK_APP_TOKEN for Socket Mode.',
    );
  }
  const installation = data.SLACK_BOT_TOKEN
    ? { by: 'token' as const, botToken: data.SLACK_BOT_TOKEN }
    : oauthSettings(data, problems);
  if (!installation) return undefined;
  return { signingSecret, appToken, apiUrl, installation };
}

function discordSettings(data: Variables, problems: string[]): DiscordSettings | undefined {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl } = data;
  if (token) return { token, apiUrl: apiUrl?.replace(/\/$/, '') };
  if (apiUrl) problems.push('DISCORD_TOKEN is missing: it’s on the application’s “Bot” page.');
  return undefined;
}

/** What a key alone gets, and its price. */
const usualModel = 'gpt-5.4-mini';
const usualPrice = { input: 0.75, output: 4.5 };

function openAiSettings(data: Variables, problems: string[]): OpenAiSettings | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL, OPENAI_PRICE } = data;
  if (!apiKey && !baseUrl) {
    if (OPENAI_MODEL || OPENAI_PRICE)
      problems.push(
        'OPENAI_API_KEY is missing: set it, or set OPENAI_BASE_URL to a server that needs no key.',
      );
    return undefined;
  }
  const model = OPENAI_MODEL ?? usualModel;
  const known = !baseUrl && model === usualModel ? usualPrice : undefined;
  return { apiKey, baseUrl: baseUrl?.replace(/\/$/, ''), model, price: OPENAI_PRICE ?? known };
}

function oauthSettings(data: Variables, problems: string[]) {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = data;
  const { ENCRYPTION_KEY: encryptionKeys } = data;
  if (!clientId && !clientSecret && !stateSecret) {
    problems.push(
      'SLACK_BOT_TOKEN is missing: set it for one workspace, or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET for many.',
    );
    return undefined;
  }
  if (!clientId) problems.push('SLACK_CLIENT_ID is missing: it’s on the app’s “Basic Information” page.');
  if (!clientSecret)
    problems.push('SLACK_CLIENT_SECRET is missing: it’s on the app’s “Basic Information” page.');
  if (!stateSecret) problems.push('SLACK_STATE_SECRET is missing: set it to any long random text.');
  if (!encryptionKeys)
    problems.push(
      'ENCRYPTION_KEY is missing: tokens are stored encrypted. Make one with `openssl rand -base64 32`.',
    );
  if (!clientId || !clientSecret || !stateSecret || !encryptionKeys) return undefined;
  return { by: 'oauth' as const, clientId, clientSecret, stateSecret, encryptionKeys };
}
