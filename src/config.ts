import { z } from 'zod';

const roles = ['web', 'gateway', 'worker'] as const;
export type ProcessRole = (typeof roles)[number];

const url = (protocols: string, like: string) =>
  z.url({ protocol: new RegExp(`^(${protocols})$`), error: `should look like ${like}` });

const toggle = z.enum(['on', 'off'], { error: 'should be on or off' });

const variables = z.object({
  DATABASE_URL: url('postgres|postgresql', 'postgres://user:password@host:5432/whetstone').optional(),
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
  PLAYGROUND: toggle.default('on'),
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
});

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
  readonly roles: readonly ProcessRole[];
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
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const { data, error } = variables.safeParse(given);
  if (error) throw new ConfigError(error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`));
  return {
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR,
    redisUrl: data.REDIS_URL,
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, ''),
    logLevel: data.LOG_LEVEL,
    playground: data.PLAYGROUND === 'on',
    roles: data.PROCESS_ROLES,
  };
}
