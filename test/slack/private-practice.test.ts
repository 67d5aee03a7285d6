import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { text } from '../support/slack/view-state.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };

/** What the bot showed to somebody alone, by each call. */
const shown = () =>
  world.api.calls
    .filter(({ method }) => method === 'chat.postEphemeral')
    .map(({ params }) => ({
      user: params.get('user'),
      words: visibleText({ blocks: JSON.parse(params.get('blocks') ?? '[]') }),
    }));

test('the button opens a form; the answer and its feedback stay between the bot and the member', async () => {
  await team.drop();
  const submit = await team.form('leo', () =>
    team.press('leo', team.messages().at(-1), 'Practise privately'),
  );
  expect(visibleText(team.views().at(-1))).toContain('A query that used to take milliseconds');
  const short = await submit({ answer: text('Too short.') });
  expect(await short.json()).toMatchObject({ response_action: 'errors' });
  const before = team.messages().length;
  expect((await submit({ answer: text(good) })).status).toBe(200);
  await expect.poll(() => shown().some(({ words }) => words.includes('Feedback ·')), within).toBe(true);
  expect(new Set(shown().map(({ user }) => user))).toEqual(new Set([team.user('leo')]));
  expect(team.messages()).toHaveLength(before);
  expect(await world.answers()).toMatchObject([{ member_id: team.user('leo'), is_private: true }]);
  expect(await team.ask('maya', 'leaderboard')).toContain('No answers yet');
  expect(await team.ask('leo', 'stats')).toContain('Of these private');
});

test('while the database fails the form stays open, with what was written', async () => {
  const { db } = world.database;
  await team.drop();
  const submit = await team.form('sam', () =>
    team.press('sam', team.messages().at(-1), 'Practise privately'),
  );
  await sql`alter table answers rename to answers_away`.execute(db);
  const refused = await (await submit({ answer: text(good) })).json();
  await sql`alter table answers_away rename to answers`.execute(db);
  expect(refused).toMatchObject({
    response_action: 'errors',
    errors: { answer: expect.stringContaining('nothing was saved') },
  });
  expect(await (await submit({ answer: text(good) })).text()).toBe('');
  expect(await world.answers()).toContainEqual(expect.objectContaining({ member_id: team.user('sam') }));
});
