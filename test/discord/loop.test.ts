import { afterAll, beforeAll, expect, test } from 'vitest';
import { better, good } from '../support/answers.ts';
import { said } from './team.ts';
import { World } from './world.ts';

/** The whole of practice, as members of two servers at once see it. */

let world: World;
beforeAll(async () => {
  world = await World.start('Acme', 'Globex');
});
afterAll(() => world.close());

test('a question, answers, feedback, votes, a review and a leaderboard, in two servers at once', async () => {
  await Promise.all(
    world.teams.map(async (team) => {
      const thread = await team.drop();
      expect(team.said(team.practice).join('\n')).toContain('Asked for by');
      const maya = team.person('maya').write(thread, good);
      const leo = team.person('leo').write(thread, better);
      const feedback = await team.hears(thread, `For @${team.id('maya')}`);
      expect(feedback.message_reference?.message_id).toBe(maya.id);
      expect(feedback.pinged).toMatchObject({ users: [team.id('maya')], roles: [], everyone: false });
      const card = await team.hears(thread, `For @${team.id('leo')}`);
      expect(card.message_reference?.message_id).toBe(leo.id);

      // By reaction and by button: one member counts once.
      team.person('priya').react(maya, '👍');
      await team.hears(thread, /1 vote/);
      expect(await said(await team.person('priya').press(feedback, '⬆️ Vote'))).toContain('Your vote');
      expect(await said(await team.person('maya').press(feedback, '⬆️ Vote'))).toContain('your own answer');

      await team.ask('sam', ['mentor', 'add'], { member: team.id('priya') });
      const form = await team.person('priya').menu('Review answer', maya);
      expect(form.kind).toBe('modal');
      const empty = await form.submit({});
      expect(await said(empty)).toContain('Not sent yet');
      const again = await team.person('priya').press(empty.message ?? '', 'Try again');
      expect(again.kind).toBe('modal');
      const review = await again.submit(
        reviewOf(again.modal, { score: '5', comment: 'Clear and measured.' }),
      );
      expect(await said(review)).toContain('review');
      await team.hears(thread, /Clear and measured\./);

      const board = await team.ask('leo', ['leaderboard']);
      expect(board).toContain(team.id('maya'));
    }),
  );
});

/** Fills in a modal by the names of its fields. */
function reviewOf(modal: unknown, values: Readonly<Record<string, string>>) {
  const ids = JSON.stringify(modal).match(/"custom_id":"([^"]+)"/g) ?? [];
  return Object.fromEntries(
    ids
      .map((id) => id.slice('"custom_id":"'.length, -1))
      .flatMap((id) => {
        const value = values[id.split(':')[0] ?? ''];
        return value === undefined ? [] : [[id, value]];
      }),
  );
}
