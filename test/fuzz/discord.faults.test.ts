import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { World } from '../discord/world.ts';
import { seed, seeded } from '../faults/settings.ts';
import { good } from '../support/answers.ts';
import { expectNoLeak } from './ask.ts';
import { mangled, secretWords, tries } from './hostile.ts';

let world: World;
beforeAll(async () => {
  world = await World.start('Acme');
});
afterAll(() => world.close());

/** What Discord sends of each kind that Whetstone listens to, in a thread of a question. */
function payloads(thread: string, answer: string): Readonly<Record<string, readonly object[]>> {
  const { team, discord } = world;
  const user = { id: team.id('leo'), username: 'leo', global_name: null };
  const member = { user, roles: [], permissions: '0', nick: null };
  const where = { channel_id: thread, guild_id: team.guild.id };
  const content = `${good} ${secretWords}`;
  const message = {
    ...where,
    id: answer,
    type: 0,
    content,
    author: user,
    member,
    mentions: [{ ...user, member }],
    edited_timestamp: '2026-11-24T08:00:00.000000+00:00',
    message_reference: { message_id: answer },
    referenced_message: { author: user },
  };
  const reaction = {
    ...where,
    user_id: user.id,
    message_id: answer,
    member,
    emoji: { id: null, name: '👍' },
  };
  const asked = { id: '1', token: 'token', application_id: discord.applicationId, ...where, member };
  const interaction = (type: number, data: object) => ({ ...asked, type, data, message });
  const options = [
    { type: 1, name: 'stats', options: [{ type: 3, name: 'member', value: secretWords, focused: true }] },
  ];
  return {
    MESSAGE_CREATE: [message, { ...message, type: 19 }],
    MESSAGE_UPDATE: [message, { ...message, edited_timestamp: null }],
    MESSAGE_DELETE: [{ ...where, id: '77' }],
    MESSAGE_DELETE_BULK: [{ ...where, ids: ['77', '78'] }],
    MESSAGE_REACTION_ADD: [reaction, { ...reaction, emoji: { id: '9', name: 'party' } }],
    MESSAGE_REACTION_REMOVE: [reaction],
    MESSAGE_REACTION_REMOVE_ALL: [{ ...where, message_id: answer }],
    MESSAGE_REACTION_REMOVE_EMOJI: [{ ...where, message_id: answer, emoji: { id: null, name: '👍' } }],
    GUILD_DELETE: [{ id: '77' }, { id: '77', unavailable: true }],
    INTERACTION_CREATE: [
      interaction(2, { type: 1, name: 'interview', options }),
      interaction(4, { type: 1, name: 'interview', options }),
      interaction(2, {
        type: 3,
        name: 'Review answer',
        target_id: answer,
        resolved: { messages: { [answer]: message } },
      }),
      interaction(3, { custom_id: 'vote:1', component_type: 2 }),
      interaction(3, { custom_id: 'vote:1', component_type: 3, values: [secretWords] }),
      interaction(5, {
        custom_id: 'form:review:1',
        components: [{ type: 1, components: [{ type: 4, custom_id: 'comment', value: secretWords }] }],
      }),
    ],
  };
}

test(`${tries} payloads of each kind of the gateway's: nothing stops it, and nothing is told`, () =>
  seeded(async () => {
    const { team, discord } = world;
    const thread = await team.drop();
    const written = team.person('maya').write(thread, `${good} ${secretWords}`);
    await team.hears(thread, /Feedback/);
    for (const [event, wholes] of Object.entries(payloads(thread, written.id))) {
      let round = 0;
      for (const data of fc.sample(mangled(wholes), { numRuns: tries, seed })) {
        // Else the bot would leave the server.
        if (event === 'GUILD_DELETE' && (data as { id?: unknown } | null)?.id === team.guild.id) continue;
        discord.gateway.dispatch(event, (data ?? {}) as object);
        // Once a command has come back there is room for more.
        round += 1;
        if (round % 250 === 0) await team.ask('maya', ['stats']);
      }
      expect(await team.ask('maya', ['stats']), event).toContain('Your practice');
    }
    const next = await team.drop();
    team.person('priya').write(next, good);
    await team.hears(next, `For @${team.id('priya')}`);
    const secrets = [discord.token, world.database.connectionString];
    for (const line of world.logged) expectNoLeak(line, secrets, 'the log');
  }));
