import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { neededIntents } from '../adapters/discord/intents.ts';
import { inviteLink, neededPermissions } from '../adapters/discord/permissions.ts';
import { botScopes, slackManifest } from '../adapters/slack/manifest.ts';
import { commandTable } from '../src/app/command-table.ts';
import { usage } from '../src/commands/command.ts';
import { parseConfig } from '../src/config/config.ts';
import { csv } from '../src/questions/formats/csv.ts';
import { json } from '../src/questions/formats/json.ts';
import { markdown } from '../src/questions/formats/markdown.ts';
import { yaml } from '../src/questions/formats/yaml.ts';
import { readSheet } from '../src/questions/import/read-sheet.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');

const who = { anyone: 'everyone', mentor: 'mentors', curator: 'mentors, admins', admin: 'admins' };

test('the README’s commands are those of the table', () => {
  const rows = commandTable.map(
    (command) => `| \`/interview ${usage(command)}\` | ${who[command.who]} | ${command.help} |`,
  );
  const documented = readme.split('\n').filter((line) => line.startsWith('| `/interview'));
  expect(documented).toEqual(rows);
});

test('the README and .env.example name every variable, and the example is valid', async () => {
  const example = await readFile(new URL('../.env.example', import.meta.url), 'utf8');
  const source = await readFile(new URL('../src/config/variables.ts', import.meta.url), 'utf8');
  const variables = [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name ?? '');
  expect(variables.length).toBeGreaterThan(5);
  for (const variable of variables) {
    expect(readme).toContain(`| \`${variable}\` |`);
    expect(example).toMatch(new RegExp(`^#? ?${variable}=`, 'm'));
  }
  const settings = example
    .split('\n')
    .map((line) => /^(?:# )?([A-Z_]+)=(.*)$/.exec(line))
    .flatMap((match) => (match ? [[match[1], match[2]]] : []));
  // It has no folder of secrets.
  const { SECRETS_DIR: _, ...plain } = Object.fromEntries(settings);
  expect(() => parseConfig(plain)).not.toThrow();
});

test('docs/slack.md explains every scope that the manifest asks for', async () => {
  const guide = await readFile(new URL('../docs/slack.md', import.meta.url), 'utf8');
  const rows = guide.split('\n').filter((line) => /^\| `[a-z]+(:[a-z]+)?` \|/.test(line));
  expect(rows).toEqual(botScopes.map(({ scope, why }) => `| \`${scope}\` | ${why} |`));
});

test('docs/slack.md names every event that the manifest asks for', async () => {
  const guide = await readFile(new URL('../docs/slack.md', import.meta.url), 'utf8');
  for (const event of slackManifest({ socket: true }).settings?.event_subscriptions?.bot_events ?? [])
    expect(guide).toContain(`\`${event}\``);
});

test('docs/discord.md explains every permission that the invite asks for, and the README’s link has them', async () => {
  const guide = await readFile(new URL('../docs/discord.md', import.meta.url), 'utf8');
  const rows = guide.split('\n').filter((line) => /^\| “/.test(line));
  expect(rows).toEqual(neededPermissions.map(({ name, why }) => `| “${name}” | ${why} |`));
  const query = new URL(inviteLink('APPLICATION_ID')).search;
  expect(readme).toContain(query);
  expect(guide).toContain(query);
});

test('docs/discord.md explains every intent', async () => {
  const guide = await readFile(new URL('../docs/discord.md', import.meta.url), 'utf8');
  const rows = guide.split('\n').filter((line) => /^\| `[A-Z_]+` \|/.test(line));
  expect(rows).toEqual(neededIntents.map(({ name, why }) => `| \`${name}\` | ${why} |`));
});

test('every relative link of the documents leads somewhere', async () => {
  for (const name of [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'docs/design.md',
    'docs/slack.md',
    'docs/discord.md',
    'docs/coaching.md',
    'docs/production.md',
    'docs/security.md',
    'docs/performance.md',
    'docs/questions.md',
    'docs/data.md',
  ]) {
    const home = new URL(`../${name}`, import.meta.url);
    const text = await readFile(home, 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      await expect(readFile(new URL(target, home)), `${name}: ${target}`).resolves.toBeDefined();
    }
  }
});

test('docs/questions.md shows the same question in every format', async () => {
  const guide = await readFile(new URL('../docs/questions.md', import.meta.url), 'utf8');
  const shown = Object.entries({ yaml, json, csv, markdown }).map(([name, format]) => {
    const [, text = ''] = new RegExp(`\`{3,4}${name}\n([^]*?)\n\`{3,4}`).exec(guide) ?? [];
    const [track] = readSheet('shown', text, format).tracks;
    return { name, problems: track?.questions[0]?.problems, question: track?.questions[0]?.question };
  });
  for (const { name, problems, question } of shown) {
    expect(problems, name).toEqual([]);
    expect(question, name).toEqual(shown[0]?.question);
  }
});
