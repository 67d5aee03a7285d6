import { RESTJSONErrorCodes as Code } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

test('stats are answered with words and a picture, for the one who asked', async () => {
  await team.person('maya').write(await team.drop(), good);
  await expect.poll(async () => (await world.answers()).length, { timeout: 60_000 }).toBe(1);
  const outcome = await team.command('maya', ['stats']);
  expect(await said(outcome)).toContain('The last 26 weeks');
  expect(outcome.ephemeral).toBe(true);
  const [attachment] = outcome.message?.attachments ?? [];
  expect(attachment).toMatchObject({
    filename: 'progress.png',
    content_type: 'image/png',
    description: expect.stringContaining('Calendar of the last 26 weeks with answers on 1 day'),
  });
  expect(outcome.message?.embeds.at(-1)?.image?.url).toBe('attachment://progress.png');
  const png = Buffer.from(await (await fetch(attachment?.url ?? '')).arrayBuffer());
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16)]).toEqual(['PNG', 800]);
});

test('where Discord refuses the file, the words come alone', async () => {
  const path = '/webhooks/:any/:any/messages/@original';
  world.discord.faults.next({ method: 'PATCH', path, code: Code.RequestEntityTooLarge });
  const outcome = await team.command('maya', ['stats']);
  expect(await said(outcome)).toContain('The last 26 weeks');
  expect(outcome.message?.attachments).toEqual([]);
});

test('another’s stats and other cards have none', async () => {
  const outcome = await team.command('leo', ['stats'], { member: team.id('maya') });
  expect(await said(outcome)).toContain('Answers: 1');
  expect(outcome.message?.attachments).toEqual([]);
});
