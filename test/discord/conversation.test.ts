import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { better, good, short } from '../support/answers.ts';
import { said, type Team } from './team.ts';
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
const direct = (name: string) => world.discord.directMessages(team.id(name)).id;
const misplaced = /This reads like an answer to the latest question here/;

/** What was written before it has been seen by then. */
async function seen(): Promise<void> {
  const { id } = team.person('leo').write(thread, better);
  await expect
    .poll(async () => (await world.answers()).some(({ message }) => message === id), within)
    .toBe(true);
  team.person('leo').delete(id);
  await expect
    .poll(async () => (await world.answers()).find(({ message }) => message === id)?.state, within)
    .toBe('withdrawn');
}

test('whose message is too short to be an answer hears so in private, once a day', async () => {
  for (const words of [short, `${short} Really.`]) team.person('priya').write(thread, words);
  await team.hears(direct('priya'), /An answer needs at least 8 words/);
  await seen();
  expect(team.said(direct('priya'))).toHaveLength(1);
  expect(team.said(thread).join()).not.toContain('8 words');
});

test('what reads like an answer in the channel itself is told once, and one click makes it the answer', async () => {
  const message = team.person('maya').write(team.practice, good);
  const nudge = await team.hears(direct('maya'), misplaced);
  team.person('maya').write(team.practice, better);
  await seen();
  expect(team.said(direct('maya'))).toHaveLength(1);
  const edited = `${good} Then I look at locks.`;
  team.person('maya').edit(message, edited);
  await seen();
  expect(await said(await team.person('maya').press(nudge, 'Make it my answer'))).toContain(
    'your answer now',
  );
  const answer = async () => (await world.answers()).find((one) => one.message === message.id);
  expect(await answer()).toMatchObject({ member_id: team.id('maya'), state: 'standing' });
  team.person('leo').react(message, '👍');
  await expect.poll(async () => (await answer())?.votes, within).toBe(1);
  const texts = world.database.db.selectFrom('answer_revisions').select('text').where('text', '=', edited);
  expect(await texts.execute()).toHaveLength(1);
});

test('plain chatter in a channel costs no call of Discord’s and no download', async () => {
  const calls = world.discord.requests.length;
  const uploads = [{ name: 'lunch.txt', type: 'text/plain', bytes: Buffer.from(good) }];
  team.person('sam').write(team.practice, 'Who is coming to lunch today, and where do we meet?', { uploads });
  team.person('sam').write(team.practice, good, { replyTo: team.person('sam').write(team.practice, 'Hm') });
  await seen();
  expect(team.said(direct('sam'))).toEqual([]);
  const about = world.discord.requests.slice(calls).map(({ path }) => path);
  expect(about.filter((path) => !path.includes(thread))).toEqual([]);
});

test('whoever replies to private feedback by typing hears where replies go', async () => {
  const before = team.said(direct('leo')).length;
  for (const words of ['I would look at the plan.', 'And at locks.'])
    team.person('leo').write(direct('leo'), words);
  await team.hears(direct('leo'), /press Answer the follow-up beneath it/);
  await seen();
  expect(team.said(direct('leo'))).toHaveLength(before + 1);
});
