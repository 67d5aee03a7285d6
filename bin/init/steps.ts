import { randomBytes } from 'node:crypto';
import { log } from '@clack/prompts';
import type { Config } from '../../src/config/config.ts';
import type { Check } from '../../src/doctor/check.ts';
import type { ModelPort, ModelServer } from '../../wiring/find-model-servers.ts';
import { choose, secret, text } from './ask.ts';
import type { Values } from './env-file.ts';

/** One part of the configuration: what it is asked with, and how what was entered is tried. */
export interface Step {
  readonly title: string;
  /** The variables that it is about. */
  readonly variables: RegExp;
  /** `known` is what is set already. A variable with an empty value is taken out. */
  ask(known: Values): Promise<Values>;
  check(config: Config): Promise<Check[]>;
}

type Part = 'slack' | 'discord' | 'openai' | 'database';

async function examine(config: Config, part: Part): Promise<Check[]> {
  const { examinePart } = await import('../../wiring/examine.ts');
  return examinePart(config, part);
}

const slackVariables = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
];
const nothing = (names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, '']));
const isSet = (known: Values, ...names: string[]) => names.some((name) => known[name]);

const slack: Step = {
  title: 'Slack',
  variables: /^(SLACK_.*|PUBLIC_URL|ENCRYPTION_KEY)$/,
  async ask(known) {
    const way = await choose('How do you use Slack?', isSet(known, ...slackVariables) ? undefined : 'off', {
      off: 'Not at all',
      socket: 'One workspace, in Socket Mode: no public address needed',
      http: 'One workspace, over HTTPS: Slack calls PUBLIC_URL',
      oauth: 'Many workspaces, which install it themselves (OAuth, over HTTPS)',
    });
    if (way === 'off') return nothing(slackVariables);
    const app = 'in your app at api.slack.com/apps; docs/slack.md shows how to create it';
    if (way === 'socket') {
      return {
        ...nothing(slackVariables),
        SLACK_BOT_TOKEN: await secret('Bot token, xoxb-…', `“Install App” at ${app}`, known.SLACK_BOT_TOKEN),
        SLACK_APP_TOKEN: await secret(
          'App-level token, xapp-…',
          `“Basic Information” at ${app}`,
          known.SLACK_APP_TOKEN,
        ),
      };
    }
    const common = {
      ...nothing(slackVariables),
      SLACK_SIGNING_SECRET: await secret(
        'Signing secret',
        `“Basic Information” at ${app}`,
        known.SLACK_SIGNING_SECRET,
      ),
      PUBLIC_URL: await text(
        'The address at which people and Slack reach Whetstone',
        'https://whetstone.example.com',
        known.PUBLIC_URL,
      ),
    };
    if (way === 'http') {
      return {
        ...common,
        SLACK_BOT_TOKEN: await secret('Bot token, xoxb-…', `“Install App” at ${app}`, known.SLACK_BOT_TOKEN),
      };
    }
    return {
      ...common,
      SLACK_CLIENT_ID: await text('Client id', '1234567890.1234567890', known.SLACK_CLIENT_ID),
      SLACK_CLIENT_SECRET: await secret(
        'Client secret',
        `“Basic Information” at ${app}`,
        known.SLACK_CLIENT_SECRET,
      ),
      SLACK_STATE_SECRET: known.SLACK_STATE_SECRET ?? randomBytes(32).toString('base64url'),
      ENCRYPTION_KEY: known.ENCRYPTION_KEY ?? randomBytes(32).toString('base64'),
    };
  },
  check: (config) => examine(config, 'slack'),
};

const discord: Step = {
  title: 'Discord',
  variables: /^DISCORD_/,
  async ask(known) {
    const way = await choose('Do you use Discord?', known.DISCORD_TOKEN ? 'on' : 'off', {
      off: 'No',
      on: 'Yes',
    });
    if (way === 'off') return nothing(['DISCORD_TOKEN']);
    const where =
      'discord.com/developers/applications, “Bot” page, with the Message Content Intent turned on';
    return { DISCORD_TOKEN: await secret('Bot token', where, known.DISCORD_TOKEN) };
  },
  check: (config) => examine(config, 'discord'),
};

const openAiVariables = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL'];

const coach = (ports?: readonly ModelPort[]): Step => ({
  title: 'Coach',
  variables: /^OPENAI_/,
  async ask(known) {
    const found = await modelsHere(ports);
    const now = known.OPENAI_BASE_URL ? 'server' : known.OPENAI_API_KEY ? 'openai' : 'rubric';
    const isKnown = (values: Values) => openAiVariables.every((name) => (known[name] ?? '') === values[name]);
    const same = [...found].find(([, values]) => isKnown(values))?.[0];
    const way = await choose<string>('Which coach reads the answers?', same ?? now, {
      ...Object.fromEntries([...found.keys()].map((label) => [label, label])),
      rubric: 'The offline coach: no account, no cost',
      openai: 'A model from OpenAI',
      server: `A model on ${found.size > 0 ? 'another' : 'a compatible'} server, such as Ollama, vLLM or Azure`,
    });
    const here = found.get(way);
    if (here) return here;
    if (way === 'rubric') return nothing(openAiVariables);
    if (way === 'openai') {
      const key = await secret('API key', 'platform.openai.com/api-keys', known.OPENAI_API_KEY);
      return { ...nothing(openAiVariables), OPENAI_API_KEY: key };
    }
    return {
      OPENAI_BASE_URL: await text('The server’s address', 'http://localhost:11434/v1', known.OPENAI_BASE_URL),
      OPENAI_MODEL: await text('The model', 'qwen3', known.OPENAI_MODEL),
      OPENAI_API_KEY: await secret('Its key; leave empty if it needs none', '', known.OPENAI_API_KEY, true),
    };
  },
  check: (config) => examine(config, 'openai'),
});

/** The models of this machine as people choose them, and what is set to use each. */
async function modelsHere(ports?: readonly ModelPort[]): Promise<Map<string, Values>> {
  const { findModelServers } = await import('../../wiring/find-model-servers.ts');
  const servers = await findModelServers(ports);
  if (servers.length > 0) log.info(`Running on this machine: ${servers.map(described).join(', ')}.`);
  const choices = servers.flatMap(({ name, baseUrl, models }) =>
    models.map((model): [string, Values] => [
      `${model}, from ${name} on this machine`,
      { ...nothing(openAiVariables), OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model },
    ]),
  );
  return new Map(choices);
}

function described({ name, baseUrl, models }: ModelServer): string {
  const count = models.length === 1 ? '1 model' : `${models.length} models`;
  return `${name} at ${new URL(baseUrl).host} with ${count}`;
}

const database: Step = {
  title: 'Database',
  variables: /^(DATABASE_.*|DATA_DIR|REDIS_URL)$/,
  async ask(known) {
    const way = await choose('Where is the data kept?', known.DATABASE_URL ? 'server' : 'embedded', {
      embedded: 'In the PostgreSQL that comes with Whetstone: for one machine',
      server: 'In your own PostgreSQL server',
    });
    if (way === 'embedded') return nothing(['DATABASE_URL', 'REDIS_URL']);
    const like = 'postgres://user:password@host:5432/whetstone';
    const address = await secret('The server’s address', `as in ${like}`, known.DATABASE_URL);
    const queue = await choose('Where is the job queue kept?', known.REDIS_URL ? 'redis' : 'postgres', {
      postgres: 'In the same PostgreSQL',
      redis: 'In Redis or Valkey: for heavy traffic',
    });
    if (queue === 'postgres') return { DATABASE_URL: address, REDIS_URL: '' };
    const redis = await secret('The address of Redis or Valkey', 'as in redis://host:6379', known.REDIS_URL);
    return { DATABASE_URL: address, REDIS_URL: redis };
  },
  check: (config) => examine(config, 'database'),
};

/** Models of this machine are looked for at the usual ports, or at these. */
export const stepsWith = (ports?: readonly ModelPort[]): readonly Step[] => [
  slack,
  discord,
  coach(ports),
  database,
];
