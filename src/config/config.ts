import { databaseUrlOf } from './database-url.ts';
import { type DiscordSettings, discordSettings } from './discord.ts';
import { type OpenAiSettings, openAiSettings } from './openai.ts';
import { type Operator, operatorOf } from './operator.ts';
import { isPrivate } from './reach.ts';
import { readSecretFiles } from './secret-files.ts';
import { type SlackSettings, slackSettings } from './slack.ts';
import { type ProcessRole, type Variables, variables } from './variables.ts';
import { type WordsSettings, wordsSettings } from './words.ts';

export interface Config {
  /** Undefined: embedded Postgres under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly words: WordsSettings;
  /** Undefined: the queue lives in Postgres. */
  readonly redisUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Undefined: the address that the server listens on. */
  readonly publicUrl: string | undefined;
  readonly operator: Operator;
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
  const words = wordsSettings(data, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    databaseUrl,
    dataDir: data.DATA_DIR,
    words,
    redisUrl: data.REDIS_URL,
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, ''),
    operator: operatorOf(data),
    logLevel: data.LOG_LEVEL,
    playground: data.PLAYGROUND
      ? data.PLAYGROUND === 'on'
      : !slack && !discord && isPrivate(data.HOST, data.PUBLIC_URL),
    slack,
    discord,
    openai,
    roles: data.PROCESS_ROLES,
    adminPassword: data.ADMIN_PASSWORD,
    otlpEndpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, ''),
  };
}
