import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import type { IncomingMessage } from '../../src/chat/core.ts';
import { rank } from '../../src/leaderboards/standings.ts';
import { settleStandings } from '../../src/standings/count-standings.ts';
import { better, good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

async function votesOf(message: IncomingMessage): Promise<number> {
  const query = h.services.db.selectFrom('answers').select('votes').where('message', '=', message.message);
  return (await query.executeTakeFirstOrThrow()).votes;
}

async function idOf(message: IncomingMessage): Promise<string> {
  const query = h.services.db.selectFrom('answers').select('id').where('message', '=', message.message);
  return (await query.executeTakeFirstOrThrow()).id;
}

const press = async (member: string, answer: string) => {
  const reply = replyText(await h.core.action(h.actor(member), 'vote', answer));
  await h.drain();
  return reply;
};

describe('votes', () => {
  test('several emoji by one member count once, until the last is gone', async () => {
    const message = await h.reply('maya', await h.drop(), good);
    await h.react('leo', message, '👍');
    await h.react('leo', message, '⭐');
    await h.react('leo', message, '👍');
    await h.react('priya', message, '⬆');
    expect(await votesOf(message)).toBe(2);
    await h.react('leo', message, '👍', true);
    expect(await votesOf(message)).toBe(2);
    await h.react('leo', message, '⭐', true);
    await h.react('leo', message, '⭐', true);
    expect(await votesOf(message)).toBe(1);
  });

  test('skin tones are the same emoji; other emoji and own answers don’t count', async () => {
    const message = await h.reply('maya', await h.drop(), good);
    await h.react('leo', message, '👍🏽');
    await h.react('priya', message, '🎉');
    await h.react('maya', message, '👍');
    expect(await votesOf(message)).toBe(1);
  });

  test('the button votes and takes back, shows in the card, and says no to the author', async () => {
    const thread = await h.drop();
    const answer = await idOf(await h.reply('maya', thread, good));
    expect(await press('leo', answer)).toContain('Your vote counts');
    expect((await h.said(thread))[0]).toContain('1 vote');
    expect(await press('leo', answer)).toContain('taken back');
    expect((await h.said(thread))[0]).not.toContain('vote ');
    expect(await press('maya', answer)).toContain('your own answer');
  });

  test('a withdrawn answer gets none, and an id that is none says so', async () => {
    const message = await h.reply('maya', await h.drop(), good);
    const answer = await idOf(message);
    await h.remove(message);
    await h.react('leo', message, '👍');
    expect(await votesOf(message)).toBe(0);
    for (const id of [answer, '0', '999999', 'x; drop table votes', '-1', '1e9', '']) {
      expect(await press('leo', id)).toContain('withdrawn');
    }
  });

  test('fifty members at once all count, and the sweeper’s wakes change nothing', async () => {
    const message = await h.reply('maya', await h.drop(), good);
    const members = Array.from({ length: 50 }, (_, index) => `voter-${index}`);
    await Promise.all(members.map((member) => h.react(member, message, '👍')));
    await h.sweep();
    expect(await votesOf(message)).toBe(50);
  });

  test('the workspace may choose its vote emoji', async () => {
    await h.command('sam', 'settings set votes 🎉,⭐');
    const message = await h.reply('maya', await h.drop(), good);
    await h.react('leo', message, '👍');
    expect(await votesOf(message)).toBe(0);
    await h.react('leo', message, '🎉');
    expect(await votesOf(message)).toBe(1);
    await h.command('sam', 'settings set votes ⬆️,👍,⭐');
  });
});

describe('standings', () => {
  test('law: equal votes share a rank, and a rank counts all who have more', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 8 })), (votes) => {
        const rows = votes.sort((a, b) => b - a).map((count) => ({ votes: count }));
        for (const row of rank(rows)) {
          expect(row.rank).toBe(rows.filter((other) => other.votes > row.votes).length + 1);
        }
      }),
    );
    expect(rank([{ votes: 5 }, { votes: 3 }, { votes: 3 }, { votes: 1 }]).map((row) => row.rank)).toEqual([
      1, 2, 2, 4,
    ]);
  });

  test('periods are those of the workspace’s time zone', async () => {
    const local = await Harness.start({ at: '2026-11-29T22:30:00Z' });
    try {
      // In Auckland it is Monday, 30 November, 11:30; in UTC still Sunday.
      await local.command('sam', 'settings set zone Pacific/Auckland');
      await local.reply('maya', await local.drop(), good);
      local.clock('2026-12-06T10:00:00Z');
      expect(await local.command('leo', 'leaderboard')).toContain('@maya');
      expect(await local.command('leo', 'leaderboard month')).not.toContain('@maya');
      expect(await local.command('leo', 'leaderboard all')).toContain('@maya');
      local.clock('2026-12-06T11:30:00Z');
      expect(await local.command('leo', 'leaderboard')).toContain('No answers yet');
    } finally {
      await local.stop();
    }
  });

  test('per channel or for the whole workspace, with the viewer’s own place', async () => {
    const local = await Harness.start();
    try {
      await addChannel(local.services.db, local.workspace, 'random');
      const other = { ...local.actor('leo', 'random'), message: 'm1' };
      await local.command('sam', 'question backend', 'random');
      const { message: thread } = await local.services.db
        .selectFrom('drops')
        .select('message')
        .where('channel_id', '=', 'random')
        .executeTakeFirstOrThrow();
      await local.core.messagePosted({
        ...other,
        thread: thread ?? '',
        text: good,
        mentions: [],
        fromBot: false,
      });
      const here = await local.drop();
      const message = await local.reply('maya', here, better);
      await local.react('leo', message, '👍');
      expect(await local.command('leo', 'leaderboard')).not.toContain('@leo');
      const all = await local.command('leo', 'leaderboard workspace');
      expect(all).toContain('🥇 | @maya | 1 | 1');
      expect(all).toContain('– | @leo | 0 | 1');
      expect(all).toContain('The first vote for an answer gives its author a rank.');
      expect(await local.command('leo', 'stats')).toContain('no rank yet: the first vote for an answer');
      expect(await local.command('maya', 'stats')).toMatch(/rank 1 with 1 vote$/m);
      const overtake = async (index: number) => voteTwice(await local.reply(`member-${index}`, here, good));
      const voteTwice = async (answer: IncomingMessage) => {
        for (const voter of ['priya', 'sam']) await local.react(voter, answer, '👍');
      };
      const others = Array.from({ length: 100 }, (_, index) => index);
      await Promise.all(others.slice(0, 10).map(overtake));
      expect(await local.command('leo', 'leaderboard workspace')).toContain(
        'You have no rank yet: the first vote for an answer gives one.',
      );
      await local.core.reactionAdded({
        ...local.actor('maya', 'random'),
        message: 'm1',
        emoji: '👍',
        at: local.now,
      });
      expect(await local.command('leo', 'leaderboard workspace')).toContain(
        'Your place: 11 with 1 vote and 1 answer.',
      );
      await Promise.all(others.slice(10, 99).map(overtake));
      expect(await local.command('leo', 'leaderboard workspace')).toContain('Your place: 100 with 1 vote');
      await Promise.all(others.slice(99).map(overtake));
      expect(await local.command('leo', 'leaderboard workspace')).toContain(
        'Your place: after the first 100 with 1 vote',
      );
      expect(await local.command('leo', 'stats')).toContain('rank after the first 100');
    } finally {
      await local.stop();
    }
  });

  test('law: after any sequence of answers, votes and withdrawals the totals are what the votes add up to', async () => {
    const local = await Harness.start();
    const members = ['maya', 'leo', 'priya', 'sam'];
    const step = fc.record({
      what: fc.constantFrom('answer', 'vote', 'unvote', 'button', 'delete', 'use'),
      who: fc.constantFrom(...members),
      whose: fc.constantFrom(...members),
      emoji: fc.constantFrom('👍', '⭐'),
    });
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
          const thread = await local.drop();
          const written = new Map<string, IncomingMessage>();
          for (const { what, who, whose, emoji } of steps) {
            const target = written.get(whose);
            if (what === 'answer') {
              const message = await local.reply(who, thread, good);
              if (!written.has(who)) written.set(who, message);
            } else if (target && what === 'vote') await local.react(who, target, emoji);
            else if (target && what === 'unvote') await local.react(who, target, emoji, true);
            else if (target && what === 'delete') await local.remove(target);
            else if (target && what === 'use') {
              await local.core.messageAction(local.actor(whose), 'use-as-my-answer', target);
            } else if (target) {
              const answers = await local.answers();
              const answer = answers.find((one) => one.message === target.message);
              if (answer) await local.core.action(local.actor(who), 'vote', answer.id);
            }
          }
          await local.drain();
          await settleStandings(local.services.db, local.workspace);
          const kept = await sql`
            select scope, period, member_id, votes, answers from standings
            where votes <> 0 or answers <> 0 order by 1, 2, 3`.execute(local.services.db);
          const counted = await sql`
            select scope, period, member_id, count(distinct (votes.answer_id, voter_id))
                filter (where voter_id is not null)::integer as votes,
              count(distinct answers.id)::integer as answers
            from answers
            left join votes on votes.answer_id = answers.id
            cross join lateral unnest(array['', answers.channel_id]) as scope
            cross join lateral unnest(array[
              to_char(day, 'IYYY-"W"IW'), to_char(day, 'YYYY-MM'), to_char(day, 'YYYY-"Q"Q'), 'all']) as period
            where state = 'standing' group by 1, 2, 3 order by 1, 2, 3`.execute(local.services.db);
          expect(kept.rows).toEqual(counted.rows);
        }),
        { numRuns: 12 },
      );
    } finally {
      await local.stop();
    }
  });
});
