import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import {
  allRead,
  becomesMentor,
  eventful,
  type Happening,
  histories,
  mentor,
  whatCounts,
} from '../support/histories.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

/** The gateway tells events in order, and after a break some of them once more. What counts in the end is the same. */

let world: World;
const threads = new Map<Team, string>();
beforeAll(async () => {
  world = await World.start('Acme', 'Globex');
});
afterAll(() => world.close());

/** Each history has people and messages of its own. */
let round = 0;
const from = Date.now() - 3_600_000;
const idOf = (kind: number, who: number) => `9${kind}${String(round * 10 + who).padStart(16, '0')}`;
const personOf = (who: number) => idOf(1, who);
const messageOf = (who: number) => idOf(2, who);

const userOf = (who: number) => ({ id: personOf(who), username: `p${round}x${who}`, global_name: null });

function eventOf(what: Happening, step: number): [name: string, data: object] {
  const id = messageOf(what.message);
  const written = { id, type: 0, author: userOf(what.message), mentions: [] };
  const edited_timestamp = new Date(from + round * 1000 + step).toISOString();
  switch (what.kind) {
    case 'written':
      return ['MESSAGE_CREATE', { ...written, content: what.text, edited_timestamp: null }];
    case 'edited':
      return ['MESSAGE_UPDATE', { ...written, content: what.text, edited_timestamp }];
    case 'deleted':
      return ['MESSAGE_DELETE', { id }];
    default: {
      const reaction = { user_id: personOf(what.by), message_id: id, emoji: { id: null, name: what.emoji } };
      const member = { user: userOf(what.by), roles: [] };
      if (what.kind === 'reacted') return ['MESSAGE_REACTION_ADD', { ...reaction, member }];
      return ['MESSAGE_REACTION_REMOVE', reaction];
    }
  }
}

function tell(team: Team, what: Happening, step: number): void {
  const [name, data] = eventOf(what, step);
  const where = { channel_id: threads.get(team), guild_id: team.guild.id };
  world.discord.gateway.dispatch(name, { ...where, ...data }, { guildId: team.guild.id });
}

const counted = (team: Team) => whatCounts(world.database.db, team.guild.id);

/** After how many events the connection breaks, and how many it then tells again. */
const breaks = fc.array(fc.record({ after: fc.integer({ min: 1, max: 30 }), again: fc.nat(50) }), {
  maxLength: 4,
});

function* withBreaks(length: number, breaks: readonly { readonly after: number; readonly again: number }[]) {
  let next = 0;
  for (const { after, again } of breaks) {
    for (let left = after; left > 0 && next < length; left -= 1) yield next++;
    next = Math.max(0, next - again);
  }
  while (next < length) yield next++;
}

test('law: events told again after breaks count as those told once', async () => {
  const [once, often] = world.teams as [Team, Team];
  for (const team of world.teams) threads.set(team, await team.drop());
  await fc.assert(
    fc.asyncProperty(histories, breaks, async (happened, breaks) => {
      round += 1;
      for (const team of [once, often])
        await becomesMentor(world.database.db, team.guild.id, personOf(mentor));
      const last: Happening = { kind: 'written', message: mentor + 1, text: good };
      const steps = [...happened, last];
      for (const [step, what] of steps.entries()) tell(once, what, step);
      for (const step of withBreaks(happened.length, breaks)) tell(often, steps[step] ?? last, step);
      tell(often, last, happened.length);
      // What is told in a thread is done in order, so that everything before it is done, too.
      const isDone = async () =>
        (await world.answers()).filter(({ message }) => message === messageOf(last.message));
      await expect.poll(isDone, { timeout: 60_000 }).toHaveLength(2);
      await allRead(world);
      expect(await counted(often)).toEqual(await counted(once));
    }),
    // What a failure leaves would make the next ones fail.
    { numRuns: 12, endOnFailure: true, examples: [[eventful, [{ after: 6, again: 5 }]]] },
  );
  for (const counts of ['"approved"', '"votes":2', '"asked"'])
    expect((await counted(often)).join('')).toContain(counts);
});
