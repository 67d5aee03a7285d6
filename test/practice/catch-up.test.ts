import { afterAll, beforeAll, expect, test } from 'vitest';
import { PlatformError } from '../../src/chat/platform.ts';
import { better, filler, good } from '../support/answers.ts';
import { cardText, Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

test('what came, changed and went while the bot was away is made up for, and twice is once', async () => {
  const thread = await h.drop();
  const kept = await h.reply('maya', thread, filler);
  await h.reply('leo', thread, good);
  h.clock(60);
  const missed = h.message('priya', thread, better);
  const open = await h.core.openThreads(h.workspace);
  expect(open[0]).toMatchObject({ workspace: h.workspace, channel: 'practice', thread });
  const now = [{ ...kept, text: better }, h.message('sam', thread, 'Me too.'), missed];
  for (let turn = 0; turn < 2; turn += 1) {
    if (open[0]) await h.core.catchUp(open[0], now);
    await h.drain();
  }
  expect(await h.answers()).toMatchObject([
    { member_id: 'maya', state: 'standing', revision: 2 },
    { member_id: 'leo', state: 'withdrawn' },
    { member_id: 'priya', state: 'standing', revision: 1 },
  ]);
  expect(await h.said(thread)).toHaveLength(2);
});

test('what came by an event after the reading began is newer, and stays', async () => {
  const thread = await h.drop();
  const edited = await h.reply('maya', thread, good);
  h.clock(5);
  const [open] = await h.core.openThreads(h.workspace);
  h.clock(1);
  await h.core.messageEdited({ ...edited, text: better });
  await h.reply('noor', thread, good);
  if (open) await h.core.catchUp(open, [edited]);
  expect((await h.answers()).filter(({ state }) => state === 'standing').slice(-2)).toMatchObject([
    { member_id: 'maya', revision: 2 },
    { member_id: 'noor', revision: 1 },
  ]);
});

test('what was read before an edit that was told doesn’t undo it, and conversation is not kept', async () => {
  const thread = await h.drop();
  const answer = await h.reply('maya', thread, good);
  const chat = h.message('leo', thread, 'Me too.');
  const writtenAt = h.now;
  await h.core.messageEdited({ ...answer, text: better, editedAt: new Date(writtenAt.getTime() + 1000) });
  h.clock(5);
  const [open] = await h.core.openThreads(h.workspace);
  const standing = [answer, chat].map((message) => ({ ...message, writtenAt }));
  if (open) await h.core.catchUp(open, standing);
  const texts = h.services.db.selectFrom('answer_revisions').select('text').orderBy('answer_id', 'desc');
  expect((await texts.executeTakeFirstOrThrow()).text).toBe(better);
  const kept = h.services.db.selectFrom('latest_events').select('text').where('message', '=', chat.message);
  expect(await kept.execute()).toEqual([]);
});

test('votes, approvals and comments that came and went meanwhile are those that stand', async () => {
  await h.command('sam', 'mentor add @priya');
  const thread = await h.drop();
  const answer = await h.reply('maya', thread, good);
  await h.react('leo', answer, '👍');
  await h.react('noor', answer, '⭐');
  const comment = await h.reply('priya', thread, 'Say why.', { replyTo: answer.message });
  h.clock(1);
  const [open] = await h.core.openThreads(h.workspace);
  expect(open?.emoji).toEqual(expect.arrayContaining(['👍', '✅']));
  const votes = async () => {
    const cast = h.services.db.selectFrom('votes').select('voter_id').orderBy('voter_id');
    const reviews = h.services.db.selectFrom('reviews').select('approved').where('withdrawn_at', 'is', null);
    return [(await cast.execute()).map((one) => one.voter_id), await reviews.execute()];
  };
  const reactions = new Map([
    ['👍', ['priya', 'maya']],
    ['⭐', ['noor']],
    ['✅', ['priya', 'leo']],
  ]);
  for (let turn = 0; turn < 2; turn += 1) {
    if (open) await h.core.catchUp(open, [{ ...answer, reactions }]);
    expect(await votes()).toEqual([['noor', 'priya'], [{ approved: true }]]);
  }
  const gone = [{ ...answer, reactions: new Map() }, comment];
  // What was cast since the reading began is newer than what was read.
  h.clock(1);
  await h.react('priya', answer, '👍');
  await h.react('priya', answer, '✅');
  if (open) await h.core.catchUp(open, gone);
  expect(await votes()).toEqual([['priya'], [{ approved: true }, { approved: false }]]);
  h.clock(1);
  const [later] = await h.core.openThreads(h.workspace);
  if (later) await h.core.catchUp(later, gone);
  expect(await votes()).toEqual([[], [{ approved: false }]]);
});

test('a vote that was told before its answer, and taken back while the bot was away, does not count', async () => {
  const thread = await h.drop();
  const answer = h.message('maya', thread, good);
  await h.react('leo', answer, '👍');
  h.clock(1);
  const [open] = await h.core.openThreads(h.workspace);
  const catchUp = (votes: string[]) =>
    open && h.core.catchUp(open, [{ ...answer, reactions: new Map([['👍', votes]]) }]);
  await catchUp([]);
  expect(await votersOf(answer)).toEqual([]);
  await catchUp(['leo']);
  expect(await votersOf(answer)).toEqual(['leo']);
});

test('a vote that is taken back after the reading began does not come back', async () => {
  const thread = await h.drop();
  const answer = await h.reply('maya', thread, good);
  const [open] = await h.core.openThreads(h.workspace);
  h.clock(1);
  const vote = { ...h.actor('leo'), message: answer.message, emoji: '👍' };
  await h.core.reactionRemoved({ ...vote, at: h.services.now() });
  if (open) await h.core.catchUp(open, [{ ...answer, reactions: new Map([['👍', ['leo', 'noor']]]) }]);
  expect(await votersOf(answer)).toEqual(['noor']);
});

async function votersOf({ message }: { readonly message: string }): Promise<string[]> {
  const cast = h.services.db
    .selectFrom('votes')
    .innerJoin('answers', 'answers.id', 'votes.answer_id')
    .select('voter_id')
    .where('answers.message', '=', message);
  return (await cast.execute()).map(({ voter_id }) => voter_id);
}

test('a vote for an answer to a question that isn’t known to be open yet counts when both are stored', async () => {
  let looks = 0;
  let isLost = true;
  const crashing = await Harness.start({
    platform: (web) => ({
      ...web,
      post: async (request) => {
        const sent = await web.post(request);
        if (!isLost) return sent;
        isLost = false;
        throw new PlatformError('temporary', 'The answer to the sending never came.');
      },
      replies: async ({ thread }) => {
        looks += 1;
        const answer = { ...crashing.message('maya', thread, good), message: 'one' };
        const reactions = new Map(looks === 1 ? [] : [['👍', ['leo']]]);
        // Nobody knows yet that the message is an answer.
        if (looks === 1) await crashing.react('leo', answer, '👍');
        return [{ ...answer, reactions }];
      },
    }),
  });
  try {
    await crashing.command('leo', 'question backend/slow-query');
    crashing.clock(1);
    await crashing.sweep();
    expect(looks).toBe(2);
    expect(await crashing.answers()).toMatchObject([{ member_id: 'maya', votes: 1 }]);
  } finally {
    await crashing.stop();
  }
});

test('threads older than a week are left as they were', async () => {
  h.clock(60 * 24 * 7);
  expect(await h.core.openThreads(h.workspace)).toEqual([]);
});

test('a member’s own page shows what they can do, and what their role is for', async () => {
  const text = async (member: string) => cardText(await h.core.home(h.actor(member)));
  expect(await text('leo')).toContain('None yet. Answer a question');
  expect(await text('leo')).not.toContain('Mentor');
  const thread = await h.drop();
  await h.reply('leo', thread, good);
  expect(await text('leo')).toMatch(/A query|query/);
  expect(await text('leo')).toContain('backend/slow-query · ');
  expect(await text('priya')).toMatch(/\d answers? waits? for review/);
  expect(await text('sam')).toContain('[Set up a channel]');
});
