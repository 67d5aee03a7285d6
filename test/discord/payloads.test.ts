import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

/** Whatever comes through the gateway, the program goes on. */

let world: World;
let team: Team;
let thread: string;
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterAll(() => world.close());

const names = ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'MESSAGE_DELETE_BULK'];
const reactions = ['MESSAGE_REACTION_ADD', 'MESSAGE_REACTION_REMOVE'];
const events = [...names, ...reactions, 'INTERACTION_CREATE', 'GUILD_DELETE'];

/** What Discord sends, with parts left out, null, or of another kind. */
const mangled = (whole: object) =>
  fc.record(
    Object.fromEntries(
      Object.entries(whole).map(([key, value]) => [
        key,
        fc.oneof(
          { weight: 4, arbitrary: fc.constant(value) },
          fc.constantFrom(null, '', 0, [], {}, 'x'.repeat(5000)),
          fc.jsonValue({ maxDepth: 2 }),
        ),
      ]),
    ),
    { requiredKeys: [] },
  );

test('law: nothing that comes through the gateway stops it', async () => {
  thread = await team.drop();
  const written = team.person('maya').write(thread, good);
  await team.hears(thread, /Feedback/);
  const user = { id: team.id('leo'), username: 'leo', global_name: null };
  const where = { channel_id: thread, guild_id: team.guild.id };
  const whole = {
    ...written,
    ...where,
    user_id: user.id,
    message_id: written.id,
    emoji: { id: null, name: '👍' },
    member: { user, roles: [], permissions: '0' },
    ids: [],
    token: 'token',
    application_id: world.discord.applicationId,
    data: { type: 1, name: 'interview', options: [], custom_id: 'vote:1', components: [] },
    message: written,
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...events), mangled(whole), async (event, data) => {
      // Else the bot would leave the server.
      if (event === 'GUILD_DELETE' && (data as { id?: unknown }).id === team.guild.id) return;
      world.discord.gateway.dispatch(event, data);
    }),
    { numRuns: 400 },
  );
  expect(await team.ask('maya', ['stats'])).toContain('Your practice');
  const next = await team.drop();
  team.person('priya').write(next, good);
  await team.hears(next, `For @${team.id('priya')}`);
  expect(world.logged.join('')).not.toContain(good);
});
