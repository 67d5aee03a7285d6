import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
let thread: string;
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterAll(() => world.close());
beforeEach(async () => {
  thread = await team.drop();
});

const within = { timeout: 60_000 };
const upload = (name: string, type: string, body: string) => ({ name, type, bytes: Buffer.from(body) });
const picture = upload('plan.png', 'image/png', 'PNG');
const textOnly = 'Whetstone only reads text.';

async function textOf(message: string): Promise<string | undefined> {
  const revisions = world.database.db
    .selectFrom('answers')
    .innerJoin('answer_revisions as last', (join) =>
      join.onRef('last.answer_id', '=', 'answers.id').onRef('last.revision', '=', 'answers.revision'),
    )
    .select('text')
    .where('message', '=', message)
    .where('state', '=', 'standing');
  return (await revisions.executeTakeFirst())?.text;
}

const told = (name: string) => team.said(world.discord.directMessages(team.id(name)).id);

test('more than 2,000 characters, which Discord sends as a file, are the answer', async () => {
  const paste = `${good}\n${'And so on. '.repeat(1000)}`.trim();
  const uploads = [upload('message.txt', 'text/plain; charset=utf-8', paste)];
  const { id } = team.person('maya').write(thread, 'Four words beside it.', { uploads });
  await expect.poll(() => textOf(id), within).toBe(`Four words beside it.\n\n${paste}`);
});

test('a file that is too large, or lies elsewhere, is no answer, and its author is told', async () => {
  const before = told('leo').length;
  const large = upload('message.txt', 'text/plain', 'word '.repeat(5000));
  team.person('leo').write(thread, '', { uploads: [large] });
  await expect.poll(() => told('leo')[before], within).toContain('up to 20 kB');
  const { id } = team.person('leo').write(thread, '', { uploads: [picture] });
  const elsewhere = {
    filename: 'a.txt',
    content_type: 'text/plain',
    size: 9,
    url: 'https://example.com/a.txt',
  };
  dispatch('leo', { id: `${BigInt(id) + 1n}`, attachments: [elsewhere] });
  await expect.poll(() => told('leo').at(-1), within).toContain('can’t open that file');
});

test.each([
  ['a picture', { attachments: [{ filename: 'a.png', content_type: 'image/png', size: 9, url: '' }] }],
  [
    'a voice message',
    { attachments: [{ filename: 'voice.ogg', content_type: 'audio/ogg', size: 9, url: '' }] },
  ],
  ['a sticker', { sticker_items: [{ id: '1', name: 'Wave', format_type: 1 }] }],
  ['a poll', { poll: { question: { text: 'Which index?' } } }],
  ['a forwarded message', { message_snapshots: [{ message: { content: good } }] }],
])('%s alone is no answer, and its author is told', async (_what, more) => {
  const before = told('priya').length;
  const { id } = team.person('sam').write(thread, 'hm');
  dispatch('priya', { id: `${BigInt(id) + 1n}`, ...more });
  await expect.poll(() => told('priya').slice(before), within).toEqual([expect.stringContaining(textOnly)]);
});

test('“Use as my answer” doesn’t take a few words beside a picture for an answer in silence', async () => {
  const { id } = team.person('maya').write(thread, '', { uploads: [picture] });
  const asked = await team.person('maya').menu('Use as my answer', id);
  await expect.poll(() => JSON.stringify(asked.message ?? ''), within).toContain(textOnly);
});

test('when the words go and the picture stays, the answer is withdrawn and its author told', async () => {
  const answer = team.person('maya').write(thread, good, { uploads: [picture] });
  await expect.poll(() => textOf(answer.id), within).toBe(good);
  team.person('maya').edit(answer, '');
  await expect.poll(() => textOf(answer.id), within).toBeUndefined();
  await expect.poll(() => told('maya').at(-1), within).toContain('You removed the text');
});

/** A message that the clients have a button for. */
function dispatch(name: string, message: object): void {
  const where = { guild_id: team.guild.id, channel_id: thread };
  const { user } = team.person(name);
  world.discord.gateway.dispatch(
    'MESSAGE_CREATE',
    { type: 0, content: '', author: user, timestamp: new Date().toISOString(), ...where, ...message },
    { guildId: team.guild.id, channelId: thread },
  );
}
