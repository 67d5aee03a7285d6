import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whatIHold as slack } from '../../adapters/slack/what-i-hold.ts';
import { whatIHold as web } from '../../adapters/web/what-i-hold.ts';
import { features } from '../../src/app/features.ts';
import { buildArchive } from '../../src/exports/build-archive.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

/** Tables that hold something of a member that no export reads, and why. */
const leftOut: Readonly<Record<string, string>> = {
  posts: 'when messages were sent to them, which the chat shows',
  direct_messages: 'which messages were sent to them, without what they say',
  standing_changes: 'votes and answers that are added to the standings within a minute',
  latest_events: 'what the chat told in the last day, kept to recognise what comes late',
  erasures: 'that they asked to be forgotten, until they are a minute later',
  question_revisions: 'the bank; what they wrote of it is among their suggestions',
  slack_installations: 'who installed Whetstone, as Slack lists it',
  slack_first_installers: 'the same',
  web_people: 'the playground stands for a chat, which isn’t Whetstone’s',
  web_messages: 'the same',
  web_files: 'the same',
  web_reactions: 'the same',
  web_seen: 'the same',
};

/** Whatever a statement names, its own text included. */
function namesIn(node: unknown): string[] {
  if (typeof node === 'string') return node.match(/\w+/g) ?? [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.values(node).flatMap(namesIn);
}

test('each table that holds something of a member is read by an export, or named here', async () => {
  const named = new Set<string>();
  const listening: KyselyPlugin = {
    transformQuery({ node }) {
      for (const name of namesIn(node)) named.add(name);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await h.command('maya', 'help');
  const sections = features.flatMap(({ myData }) => myData);
  const whose = { workspace: h.workspace, member: 'maya' };
  await buildArchive(h.services.db.withPlugin(listening), sections, whose, h.now);
  const holding = [...features.map(({ whatIHold }) => whatIHold), slack, web]
    .flatMap((tables) => Object.entries(tables))
    .filter(([, columns]) => Object.values(columns).some((what) => what !== 'neither'))
    .map(([table]) => table);
  expect(holding.filter((table) => !named.has(table) && !(table in leftOut))).toEqual([]);
  expect(Object.keys(leftOut).filter((table) => !holding.includes(table))).toEqual([]);
  expect(new Set(sections.map(({ name }) => name)).size).toBe(sections.length);
});
