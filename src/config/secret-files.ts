import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { causeCode } from '../base/errors.ts';

/** Variables that hold a secret. Each may stand in a file instead, which `<variable>_FILE` names or SECRETS_DIR has. */
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

interface SecretFile {
  /** The variable. */
  readonly name: string;
  readonly path: string;
  /** Where the path comes from, for a person. */
  readonly found: string;
}

/** The environment with the secrets of the files that it names, and a sentence for each that can't be had. */
export function readSecretFiles(environment: Environment): { given: Environment; problems: string[] } {
  const given: Record<string, string | undefined> = { ...environment };
  const problems: string[] = [];
  for (const { name, path, found } of [...named(environment), ...inFolder(environment, problems)]) {
    if (given[name]) problems.push(`${name} is set, and ${found}: keep only one.`);
    const secret = read(path);
    if ('problem' in secret) problems.push(`${found}, ${secret.problem}.`);
    else given[name] = secret.value;
  }
  return { given, problems };
}

function named(environment: Environment): SecretFile[] {
  return secretVariables.flatMap((name) => {
    const path = environment[`${name}_FILE`];
    return path ? [{ name, path, found: `${name}_FILE names ${path}` }] : [];
  });
}

/** The files of SECRETS_DIR and of the folders in it. One by another name is a secret that somebody waits for in vain. */
function inFolder({ SECRETS_DIR: folder }: Environment, problems: string[]): SecretFile[] {
  if (!folder) return [];
  const names = new Map<string, string>(secretVariables.map((name) => [name.toLowerCase(), name]));
  try {
    return entries(folder).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = names.get(entry.name);
      if (name) return [{ name, path, found: `SECRETS_DIR has ${path}` }];
      problems.push(
        `SECRETS_DIR has ${path}, which is no secret of Whetstone’s: name each file like its variable in lower case, as in discord_token.`,
      );
      return [];
    });
  } catch (error) {
    problems.push(
      `SECRETS_DIR names ${folder}, which can’t be read (${causeCode(error)}): check the path and who may read it.`,
    );
    return [];
  }
}

const isSecret = (entry: Dirent) => !entry.isDirectory() && !entry.name.startsWith('.');

function entries(folder: string): Dirent[] {
  const here = readdirSync(folder, { withFileTypes: true });
  const below = here
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap((entry) => readdirSync(join(folder, entry.name), { withFileTypes: true }));
  return [...here, ...below].filter(isSecret);
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
