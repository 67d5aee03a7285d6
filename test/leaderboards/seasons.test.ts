import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import type { IncomingMessage } from '../../src/chat/core.ts';
import { standingsOf } from '../../src/leaderboards/standings.ts';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

/** Members' answers to one question, by name, each with so many votes. */
async function answersWith(votes: Readonly<Record<string, number>>, channel = 'practice'): Promise<void> {
  const thread = await h.drop('question backend/slow-query', channel);
  for (const [member, count] of Object.entries(votes)) {
    const message = await h.reply(member, thread, good, { channel });
    for (let number = 0; number < count; number += 1) await h.react(`voter-${number}`, message, '👍');
  }
}

test('a season is a quarter: its board begins afresh, and all time goes on', async () => {
  await answersWith({ maya: 2, leo: 1 });
  const board = await h.command('leo', 'leaderboard season');
  expect(board).toContain('Leaderboard · this season\n🥇 | @maya | 2 | 1\n🥈 | @leo | 1 | 1');
  expect(board).toContain('2026-Q4');
  expect(await h.command('leo', 'leaderboard quarter')).toBe(board);
  h.clock('2027-01-01T00:00:00Z');
  expect(await h.command('leo', 'leaderboard season')).toContain('No answers yet');
  expect(await h.command('leo', 'leaderboard all')).toContain('🥇 | @maya | 2 | 1');
  await answersWith({ leo: 1 });
  expect(await h.command('leo', 'leaderboard season')).toContain('🥇 | @leo | 1 | 1\nVotes');
  expect(await h.command('leo', 'leaderboard all')).toContain('@leo | 2 | 2');
});

test('who hides is on no board and in nobody’s rank, and still sees their own', async () => {
  await answersWith({ maya: 3, leo: 2, priya: 1 });
  expect(await h.command('maya', 'leaderboard hide')).toContain('no longer on leaderboards');
  for (const words of ['leaderboard', 'leaderboard season', 'leaderboard all workspace']) {
    const board = await h.command('priya', words);
    expect(board).toContain('🥇 | @leo | 2 | 1\n🥈 | @priya | 1 | 1');
    expect(board).not.toContain('@maya');
  }
  expect(await h.command('leo', 'stats')).toContain('This month: rank 1 with 2 votes');
  const own = await h.command('maya', 'leaderboard');
  expect(own).toContain('Your place: 1 with 3 votes and 1 answer.');
  expect(own).toContain('You’re hidden from leaderboards; show yourself with /interview leaderboard show.');
  const stats = await h.command('maya', 'stats');
  expect(stats).toMatch(/This month: rank 1 with 3 votes\nYou’re hidden from leaderboards/);
  expect(await h.command('leo', 'stats @maya')).not.toMatch(/rank|This month|hidden/);
  expect(await h.command('leo', 'stats @maya')).toContain('Votes received: 3');
  await h.command('maya', 'leaderboard show');
  expect(await h.command('priya', 'leaderboard')).toContain('🥇 | @maya | 3 | 1\n🥈 | @leo');
  expect(await h.command('leo', 'stats @maya')).toContain('This month: rank 1 with 3 votes');
});

test('of a board on which everybody is hidden each sees only their own place', async () => {
  await answersWith({ maya: 1 });
  await h.command('maya', 'leaderboard hide');
  expect(await h.command('leo', 'leaderboard')).toContain('No answers yet');
  expect(await h.command('maya', 'leaderboard')).toContain(
    'Nobody is on this board yet.\nYour place: 1 with 1 vote and 1 answer.',
  );
});

const members = ['maya', 'leo', 'priya', 'sam'];
const channels = ['practice', 'random'];
const often = ['answer', 'answer', 'answer', 'vote', 'vote', 'vote', 'vote', 'unvote'] as const;
const step = fc.record({
  what: fc.constantFrom(...often, 'delete', 'hide', 'show', 'later'),
  who: fc.constantFrom(...members),
  whose: fc.nat(),
  emoji: fc.constantFrom('👍', '⭐'),
  days: fc.integer({ min: 1, max: 60 }),
});

/** What the votes add up to, of whoever isn't hidden: by season, channel (or '' for all) and member. */
async function addedUp(): Promise<Map<string, { votes: number; answers: number }>> {
  const { db } = h.services;
  const hidden = await db.selectFrom('members').select('id').where('is_hidden', '=', true).execute();
  const votes = await db.selectFrom('votes').select(['answer_id', 'voter_id']).execute();
  const sums = new Map<string, { votes: number; answers: number }>();
  for (const { id, state, day, channel_id, member_id } of await h.answers()) {
    if (state !== 'standing' || hidden.some((one) => one.id === member_id)) continue;
    const season = `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;
    const voters = new Set(votes.filter(({ answer_id }) => answer_id === id).map(({ voter_id }) => voter_id));
    for (const scope of ['', channel_id]) {
      const key = `${season} ${scope} ${member_id}`;
      const sum = sums.get(key) ?? { votes: 0, answers: 0 };
      sums.set(key, { votes: sum.votes + voters.size, answers: sum.answers + 1 });
    }
  }
  return sums;
}

/** What the boards of all seasons show. */
async function shown(): Promise<Map<string, { votes: number; answers: number }>> {
  const { db } = h.services;
  const quarters = Array.from({ length: 24 }, (_, number) => {
    const [year, quarter] = [2026 + Math.floor(number / 4), (number % 4) + 1];
    return { season: `${year}-Q${quarter}`, day: `${year}-${String(quarter * 3).padStart(2, '0')}-15` };
  });
  const boards = quarters.flatMap((one) => ['', ...channels].map((scope) => ({ ...one, scope })));
  const rows = new Map<string, { votes: number; answers: number }>();
  for (const { season, day, scope } of boards) {
    const board = { workspace: h.workspace, scope, period: 'season', day } as const;
    const { first } = await standingsOf(db, board, { first: 100 });
    for (const { rank, member, votes, answers } of first) {
      rows.set(`${season} ${scope} ${member}`, { votes, answers });
      expect(rank).toBe(first.filter((other) => other.votes > votes).length + 1);
    }
  }
  return rows;
}

test('law: a season’s sums are its votes’, whoever answers, votes, takes back, hides and shows themselves', async () => {
  await addChannel(h.services.db, h.workspace, 'random');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      h.clock('2026-11-24T08:00:00Z');
      for (const table of ['votes', 'answers', 'standing_changes', 'standings'] as const)
        await h.services.db.deleteFrom(table).execute();
      const written: IncomingMessage[] = [];
      const threads = new Map<string, string>();
      for (const [number, { what, who, whose, emoji, days }] of steps.entries()) {
        if (what === 'later') h.clock(days * 24 * 60);
        else if (what === 'hide' || what === 'show') await h.command(who, `leaderboard ${what}`);
        else if (what === 'answer') {
          const channel = channels[number % 2] ?? '';
          const at = `${channel} ${h.now.toISOString()}`;
          const thread = threads.get(at) ?? (await h.drop('question backend/slow-query', channel));
          threads.set(at, thread);
          written.push(await h.reply(who, thread, good, { channel }));
        } else {
          const target = written[whose % Math.max(1, written.length)];
          if (target && what === 'delete') await h.remove(target);
          else if (target) await vote(who, target, emoji, what === 'unvote');
        }
      }
      expect(await shown()).toEqual(await addedUp());
    }),
    { numRuns: 12 },
  );
}, 120_000);

async function vote(who: string, { channel, message }: IncomingMessage, emoji: string, isBack: boolean) {
  const reaction = { ...h.actor(who, channel), message, emoji, at: h.now };
  await (isBack ? h.core.reactionRemoved(reaction) : h.core.reactionAdded(reaction));
  await h.drain();
}
