import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { good } from '../support/answers.ts';
import { cardText, Harness, replyText } from '../support/harness.ts';

/** Priya is a mentor in #practice alone; Maya and Leo practise in #random, too. */
let answersHere: readonly string[] | Error = ['practice'];
let h: Harness;
let hidden: { readonly answer: string; readonly drop: string };
beforeAll(async () => {
  h = await Harness.start({
    platform: (web) => ({
      ...web,
      channelsOf: async (_workspace, member) => {
        if (answersHere instanceof Error) throw answersHere;
        return member === 'priya' ? answersHere : ['practice', 'random'];
      },
    }),
  });
  await addChannel(h.services.db, h.workspace, 'random');
  await h.command('sam', 'mentor add @priya');
  const thread = await h.drop('question backend/slow-query', 'random');
  const message = await h.reply('leo', thread, good, { channel: 'random' });
  await h.core.reactionAdded({
    ...h.actor('maya', 'random'),
    message: message.message,
    emoji: '👍',
    at: h.now,
  });
  const [answer] = await h.answers();
  hidden = { answer: answer?.id ?? '', drop: answer?.drop_id ?? '' };
});
afterAll(() => h.stop());

const inDirectMessage = (member: string) => h.actor(member, 'direct');
const press = async (member: string, action: string, value: string, channel = 'direct') =>
  replyText(await h.core.action(h.actor(member, channel), action as 'vote', value));

describe('who isn’t in a channel', () => {
  test('doesn’t find its answers in the queue, nor hears of them at home', async () => {
    expect(await h.command('priya', 'reviews')).toContain('Nothing to review');
    const home = cardText(await h.core.home(inDirectMessage('priya')));
    expect(home).toContain('None yet.');
    expect(home).toContain('Nothing is waiting for review.');
  });

  test('can’t act on its answers and questions by their ids, as if they weren’t there', async () => {
    const { answer, drop } = hidden;
    for (const [action, value] of [
      ['vote', answer],
      ['review', answer],
      ['claim-review', answer],
      ['show-sample-answer', drop],
    ] as const) {
      const said = await press('priya', action, value);
      expect([action, said]).toEqual([action, await press('priya', action, '999999')]);
    }
    const values = { score: '1', comment: 'Seen.' };
    await h.core.submit(inDirectMessage('priya'), 'review', `${answer}:forged`, values);
    expect(await h.services.db.selectFrom('reviews').selectAll().execute()).toEqual([]);
    expect(await h.services.db.selectFrom('review_claims').selectAll().execute()).toEqual([]);
    expect((await h.answers())[0]).toMatchObject({ votes: 1 });
  });

  test('sees boards and numbers without it', async () => {
    expect(await h.command('maya', 'leaderboard workspace')).toContain('@leo | 1 | 1');
    expect(await h.command('priya', 'leaderboard workspace')).toContain('No answers yet');
    const seen = await h.reply('leo', await h.drop(), good);
    await h.react('maya', seen, '👍');
    await h.react('priya', seen, '👍');
    expect(await h.command('maya', 'leaderboard workspace')).toContain('@leo | 3 | 2');
    const board = await h.command('priya', 'leaderboard workspace');
    expect(board).toContain('@leo | 2 | 1');
    expect(board).toContain('in the channels that you’re in');
    expect(await h.command('priya', 'stats @leo')).toMatch(/Answers: 1\n[\s\S]*Votes received: 2/);
    expect(await h.command('maya', 'stats @leo')).toMatch(/Answers: 2\n[\s\S]*Votes received: 3/);
  });

  test('does all of that where they are', async () => {
    answersHere = ['practice', 'random'];
    expect(await press('priya', 'review', hidden.answer)).toBe('form: Review answer');
    expect(await press('priya', 'vote', hidden.answer)).toContain('Your vote counts');
    answersHere = ['practice'];
    // The platform says itself where somebody acts.
    expect(await press('priya', 'review', hidden.answer, 'random')).toBe('form: Review answer');
  });
});

test('while the platform doesn’t say who is where, that is said, and nothing is shown or done', async () => {
  answersHere = new PlatformError('temporary', 'away');
  const sentence = 'Whetstone can’t check at the moment which channels you’re in. Try again in a minute.';
  expect(await h.command('priya', 'reviews')).toBe(sentence);
  expect(await press('priya', 'vote', hidden.answer)).toBe(sentence);
  expect(cardText(await h.core.home(inDirectMessage('priya')))).toContain(sentence);
});

test('what keeps it from saying so for good is said, and nothing of a fault of another kind', async () => {
  answersHere = new PlatformError('unreachable', 'The app lacks a permission. Install it again.');
  expect(await h.command('priya', 'reviews')).toBe('The app lacks a permission. Install it again.');
  answersHere = new Error('a programmer’s mistake');
  expect(await h.command('priya', 'reviews')).toContain('Something went wrong');
});

test('who left the workspace, or of whom the platform doesn’t say that they are in it, is no mentor', async () => {
  answersHere = ['practice', 'random'];
  const gone = { ...inDirectMessage('priya'), membership: 'left' } as const;
  const unknown = { ...inDirectMessage('priya'), membership: 'unknown' } as const;
  const ask = async (actor: typeof gone | typeof unknown, command: string) =>
    replyText(await h.core.command(actor, command));
  expect(await ask(gone, 'reviews')).toContain('is for mentors');
  expect(await ask(gone, 'bank')).toContain('Mentors and admins look after');
  expect(await ask(unknown, 'reviews')).toContain('can’t check at the moment whether you’re a mentor');
  expect(await ask(gone, 'stats')).toContain('No answers yet');
});
