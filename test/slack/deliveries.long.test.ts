import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

/** Slack repeats what isn't acknowledged, minutes later and after newer events. What counts in the end is the same. */

let world: World;
let [inOrder, shuffled]: (Team | undefined)[] = [];
const threads = new Map<Team, string>();
beforeAll(async () => {
  world = await World.start('acme', 'globex');
  [inOrder, shuffled] = world.teams;
});
afterAll(() => world.close());

const emoji: Readonly<Record<string, string>> = {
  '👍': '+1',
  '⭐': 'star',
  '🎉': 'tada',
  '✅': 'white_check_mark',
};

/** Each history has people of its own. */
let round = 0;
const secondsAgo = 3600;
const from = Math.floor(Date.now() / 1000) - secondsAgo;
const tsOf = (step: number) => `${from + round}.${String(step).padStart(6, '0')}`;
const nameOf = (who: number) => `p${round}x${who}`;

/** The event of what happened as the step of that number. */
function eventOf(team: Team, happened: readonly Happening[], step: number): object {
  const what = happened[step];
  if (!what) throw new Error('nothing happened then');
  const ts = tsOf(happened.findIndex((one) => one.kind === 'written' && one.message === what.message) * 1000);
  const at = { channel: team.channel, event_ts: tsOf(step * 1000) };
  const [thread = '', author] = [threads.get(team), nameOf(what.message)];
  switch (what.kind) {
    case 'written':
      return { ...team.written(author, thread, what.text, ts), ...at };
    case 'edited': {
      const message = team.written(author, thread, what.text, ts, {
        edited: { user: author, ts: at.event_ts },
      });
      return { type: 'message', subtype: 'message_changed', message, ...at };
    }
    case 'deleted':
      return { type: 'message', subtype: 'message_deleted', deleted_ts: ts, ...at };
    default: {
      const type = what.kind === 'reacted' ? 'reaction_added' : 'reaction_removed';
      const user = team.user(nameOf(what.by));
      return { type, user, reaction: emoji[what.emoji], item: { channel: team.channel, ts }, ...at };
    }
  }
}

async function tellAll(team: Team, happened: readonly Happening[], steps: readonly number[], atOnce: number) {
  for (let begin = 0; begin < steps.length; begin += atOnce) {
    const some = steps.slice(begin, begin + atOnce).map((step) => team.event(eventOf(team, happened, step)));
    for (const { status } of await Promise.all(some)) expect(status).toBe(200);
  }
}

const counted = (team: Team) => whatCounts(world.database.db, team.id);

/** When each event comes, once to five times. */
const deliveries = fc.array(fc.array(fc.nat(999), { minLength: 1, maxLength: 5 }), {
  minLength: 50,
  maxLength: 50,
});

const backwardsTwice = Array.from({ length: 50 }, (_, step) => [50 - step, 150 - step]);

test('law: events told up to five times in any order count as those told once in order', async () => {
  if (!inOrder || !shuffled) throw new Error('a world without teams');
  const [once, often] = [inOrder, shuffled];
  for (const team of world.teams) threads.set(team, await team.drop());
  await fc.assert(
    fc.asyncProperty(histories, deliveries, async (happened, times) => {
      round += 1;
      for (const team of [once, often])
        await becomesMentor(world.database.db, team.id, team.user(nameOf(mentor)));
      const steps = happened.map((_, step) => step);
      await tellAll(once, happened, steps, 1);
      const told = steps.flatMap((step) => (times[step] ?? []).map((time) => ({ step, time })));
      const mixed = told.sort((one, other) => one.time - other.time).map(({ step }) => step);
      await tellAll(often, happened, mixed, 1 + (round % 4));
      await allRead(world);
      expect(await counted(often)).toEqual(await counted(once));
    }),
    // What a failure leaves would make the next ones fail.
    { numRuns: 12, endOnFailure: true, examples: [[eventful, backwardsTwice]] },
  );
  for (const counts of ['"approved"', '"votes":2', '"asked"'])
    expect((await counted(often)).join('')).toContain(counts);
});
