import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('a question is suggested in a form that says what is missing at its field', async () => {
  const submit = await team.form('leo', () => team.command('leo', 'suggest backend'));
  expect(visibleText(team.views().at(-1))).toContain('Key points, 3 to 8, one a line');
  const written = {
    prompt: text('How do you move a big table while it is in use?'),
    points: text('Copies in batches\nWrites to both sides'),
    sample: text('I copy in batches while both sides are written, and switch reads first.'),
  };
  expect(await (await submit(written)).json()).toMatchObject({
    response_action: 'errors',
    errors: { points: expect.stringContaining('3 to 8') },
  });
  await submit({ ...written, points: text('Copies in batches\nWrites to both sides\nSwitches reads first') });
  await expect.poll(() => team.ask('leo', 'bank suggestions')).toContain('Mentors and admins');
  await expect.poll(() => team.ask('maya', 'bank suggestions')).toContain('big table');
});
