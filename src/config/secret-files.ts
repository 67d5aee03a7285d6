import { readFileSync } from 'node:fs';
import { causeCode } from '../base/errors.ts';

/** Variables that hold a secret. Each may stand in a file instead, which `<variable>_FILE` names. */
export const secretVariables = [
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'REDIS_URL',
  'ENCRYPTION_KEY',
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'DISCORD_TOKEN',
  'OPENAI_API_KEY',
  'ADMIN_PASSWORD',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment with the secrets of the files that it names, and a sentence for each that can't be had. */
export function readSecretFiles(environment: Environment): { given: Environment; problems: string[] } {
  const given: Record<string, string | undefined> = { ...environment };
  const problems: string[] = [];
  for (const name of secretVariables) {
    const path = environment[`${name}_FILE`];
    if (!path) continue;
    if (environment[name]) problems.push(`${name} and ${name}_FILE are both set: keep only one.`);
    const secret = read(path);
    if ('problem' in secret) problems.push(`${name}_FILE names ${path}, ${secret.problem}.`);
    else given[name] = secret.value;
  }
  return { given, problems };
}

function read(path: string): { value: string } | { problem: string } {
  try {
    const value = readFileSync(path, 'utf8').trim();
    return value === ''
      ? { problem: 'which is empty: write the secret into it, and nothing else' }
      : { value };
  } catch (error) {
    return { problem: `which can’t be read (${causeCode(error)}): check the path and who may read it` };
  }
}
