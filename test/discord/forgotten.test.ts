import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };
const direct = (name: string) => world.discord.directMessages(team.id(name));
const fieldOf = (modal: unknown, field: string) =>
  JSON.stringify(modal).match(new RegExp(`"custom_id":"(${field}:[^"]*)"`))?.[1] ?? 'none';

test('what the bot told somebody alone goes with them, and nothing else', async () => {
  for (const name of ['maya', 'leo']) {
    await team.ask(name, ['data', 'export']);
    await team.hears(direct(name), /README.md/);
  }
  const opened = await team.command('maya', ['data', 'forget']);
  await expect.poll(() => opened.modal).toBeDefined();
  await opened.submit({ [fieldOf(opened.modal, 'confirmed')]: true });
  await expect.poll(() => team.said(direct('maya')), within).toEqual([]);
  expect(team.said(direct('leo'))).toHaveLength(1);
});
