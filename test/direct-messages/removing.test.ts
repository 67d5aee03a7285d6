import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MessageRef, type Platform, PlatformError } from '../../src/chat/platform.ts';
import { rememberingDirectMessages } from '../../src/direct-messages/remembering.ts';
import { forget } from '../erasures/everything.ts';
import { openAnotherWorkspace } from '../support/another-workspace.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
let removed: string[];
/** What the platform says when it is asked to remove something. */
let fault: PlatformError | undefined;
beforeEach(async () => {
  h = await Harness.start();
  removed = [];
  fault = undefined;
  web().remove = async ({ channel, message }: MessageRef) => {
    if (fault) throw fault;
    removed.push(`${channel}/${message}`);
  };
  await h.command('maya', 'stats');
});
afterEach(() => h.stop());

function web(): Platform {
  const { web: platform } = h.services.platforms;
  if (!platform) throw new Error('no platform');
  return platform;
}

/** Tells somebody something alone, which gets this id. */
async function tell(member: string, message: string, meanwhile = async () => {}): Promise<void> {
  const whisper = async () => {
    await meanwhile();
    return { channel: `with-${member}`, message };
  };
  const place = { workspace: h.workspace, channel: 'practice' };
  await rememberingDirectMessages(h.services, { ...web(), whisper }).whisper(place, member, {
    summary: 'For you',
    blocks: [],
  });
}

const kept = () => h.services.db.selectFrom('direct_messages').select('message').execute();

test('what is on its way to a member who is forgotten meanwhile is removed, too', async () => {
  await tell('maya', '1');
  await tell('maya', '2', () => forget(h, 'maya'));
  await h.sweep();
  expect([removed.sort(), await kept()]).toEqual([['with-maya/1', 'with-maya/2'], []]);
});

test('while the platform has a bad moment it waits for the next sweep', async () => {
  await tell('maya', '1');
  fault = new PlatformError('rate-limited', 'Later.');
  await forget(h, 'maya');
  expect(await kept()).toHaveLength(1);
  fault = undefined;
  await h.sweep();
  expect([removed, await kept()]).toEqual([['with-maya/1'], []]);
});

test('what the platform refuses to remove is left, with a line in the log', async () => {
  await tell('maya', '1');
  fault = new PlatformError('rejected', 'Not yours.');
  await forget(h, 'maya');
  expect(await kept()).toEqual([]);
  expect(JSON.stringify(h.logged)).toContain('a direct message was not removed');
});

test('of who isn’t a member nothing is kept', async () => {
  await tell('nobody', '1');
  expect(await kept()).toEqual([]);
});

test('nor for another workspace that has a member of the same id', async () => {
  const { db } = h.services;
  await openAnotherWorkspace(db);
  await tell('maya', '1');
  const rows = await db.selectFrom('direct_messages').select('workspace_id').execute();
  expect(rows).toEqual([{ workspace_id: h.workspace }]);
});
