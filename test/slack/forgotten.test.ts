import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** How many messages the bot has in a conversation with somebody. */
function told(name: string): number {
  const own = team.slack.store.channels
    .all()
    .filter(({ is_im, members }) => is_im && members.includes(team.user(name)));
  return team.slack.store.messages
    .all()
    .filter(({ channel_id }) => own.some((channel) => channel.channel_id === channel_id)).length;
}

test('what the bot told somebody alone goes with them, and nothing else', async () => {
  for (const name of ['maya', 'leo']) {
    await team.ask(name, 'data export');
    await expect.poll(() => told(name), within).toBe(1);
  }
  const submit = await team.form('maya', () => team.command('maya', 'data forget'));
  await submit({ confirmed: { type: 'checkboxes', selected_options: [{ value: 'true' }] } });
  await expect.poll(() => told('maya'), within).toBe(0);
  expect(told('leo')).toBe(1);
});
