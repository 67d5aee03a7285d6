import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

interface Shared {
  readonly channel_id: string;
  readonly text: string;
  readonly files?: readonly { readonly name: string; readonly content_base64?: string }[];
}

/** The messages with files, wherever they are. */
const shared = () =>
  (team.slack.store.messages.all() as readonly Shared[]).filter(({ files = [] }) => files.length > 0);

test('stats are answered with words, and with the picture in the conversation with the bot', async () => {
  await team.reply('maya', await team.drop(), good);
  await expect.poll(async () => (await world.answers()).length, { timeout: 60_000 }).toBe(1);
  expect(await team.ask('maya', 'stats')).toContain('The last 26 weeks');
  await expect.poll(shared, { timeout: 60_000 }).toHaveLength(1);
  const [message] = shared();
  expect(message?.text).toContain('Calendar of the last 26 weeks with answers on 1 day');
  expect(message?.files).toMatchObject([{ name: 'progress.png' }]);
  const place = team.slack.store.channels.all().find(({ channel_id }) => channel_id === message?.channel_id);
  expect(place).toMatchObject({ is_im: true, members: expect.arrayContaining([team.user('maya')]) });
  const png = Buffer.from(message?.files?.[0]?.content_base64 ?? '', 'base64');
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16)]).toEqual(['PNG', 800]);
});

test.each([
  ['files.getUploadURLExternal', { code: 'missing_scope', more: { needed: 'files:write' } }],
  ['files.getUploadURLExternal', { code: 'file_uploads_disabled' }],
  ['files.completeUploadExternal', { status: 500 }],
] as const)('where Slack refuses it (%s, %o), the words stand alone', async (method, fault) => {
  const before = shared().length;
  const said = world.logged.length;
  world.api.next(method, fault);
  expect(await team.ask('maya', 'stats')).toContain('The last 26 weeks');
  const refused = () => world.logged.slice(said).some((line) => line.includes('a picture was not taken'));
  await expect.poll(refused, { timeout: 60_000 }).toBe(true);
  expect(shared()).toHaveLength(before);
});
