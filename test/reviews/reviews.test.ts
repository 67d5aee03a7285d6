import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncomingMessage, Reply } from '../../src/chat/core.ts';
import { better, good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
  await h.command('sam', 'mentor add @maya');
});
afterAll(() => h.stop());

const answerOf = async (message: IncomingMessage) => {
  const found = (await h.answers()).find((one) => one.message === message.message);
  if (!found) throw new Error('that message is no answer');
  return found;
};

async function openForm(mentor: string, answer: string): Promise<Extract<Reply, { type: 'form' }>['form']> {
  const reply = await h.core.action(h.actor(mentor), 'review', answer);
  if (reply.type !== 'form') throw new Error(`no form: ${replyText(reply)}`);
  return reply.form;
}

async function submit(mentor: string, subject: string, values: Record<string, string>): Promise<string> {
  const reply = await h.core.submit(h.actor(mentor), 'review', subject, values);
  await h.drain();
  return replyText(reply);
}

describe('a mentor’s review', () => {
  test('outranks the coach in what is shown and counted; both stay in the history', async () => {
    const thread = await h.drop();
    const message = await h.reply('leo', thread, good);
    const { id, score: coachScore } = await answerOf(message);
    const form = await openForm('priya', id);
    expect(form.intro?.map(({ text }) => text).join('\n')).toContain(good);
    await submit('priya', form.subject, {
      score: '2',
      comment: 'What about the statistics?',
      approved: 'true',
    });
    expect((await answerOf(message)).score).toBe(40);
    const [card] = await h.said(thread);
    expect(card).toContain('Feedback · 40 / 100');
    expect(card).toContain(`coach ${coachScore}`);
    expect(card).toContain('✅ Approved by @priya · ★★☆☆☆');
    expect(card).toContain('> What about the statistics?');
    const history = h.services.db.selectFrom('feedback').select('score').where('answer_id', '=', id);
    expect(await history.execute()).toEqual([{ score: coachScore }]);
  });

  test('of several, the latest that has a score and stands is the one that counts', async () => {
    const thread = await h.drop();
    const message = await h.reply('leo', thread, good);
    const { id } = await answerOf(message);
    const review = async (mentor: string, values: Record<string, string>) =>
      submit(mentor, (await openForm(mentor, id)).subject, values);
    const shown = async () => [(await answerOf(message)).score, (await h.said(thread))[0]?.split('\n')[0]];
    await review('priya', { score: '5' });
    h.clock(1);
    await review('maya', { score: '2' });
    expect(await shown()).toEqual([40, 'Feedback · 40 / 100']);
    h.clock(1);
    // Neither a comment without a score nor an approval changes it.
    await review('priya', { comment: 'And the statistics?' });
    await h.react('priya', message, '✅');
    expect(await shown()).toEqual([40, 'Feedback · 40 / 100']);
    h.clock(1);
    await review('priya', { score: '3' });
    expect(await shown()).toEqual([60, 'Feedback · 60 / 100']);
  });

  test('stays above the coach when the answer is edited and read again', async () => {
    const message = await h.reply('leo', await h.drop(), good);
    const { id } = await answerOf(message);
    await submit('priya', (await openForm('priya', id)).subject, { score: '5' });
    h.clock(5);
    await h.edit(message, better);
    expect(await answerOf(message)).toMatchObject({ score: 100, feedback_runs: 2 });
  });

  test('a form that is sent twice, also at the same moment, is one review', async () => {
    const message = await h.reply('leo', await h.drop(), good);
    const { id } = await answerOf(message);
    const { subject } = await openForm('priya', id);
    const values = { score: '4', comment: 'Good.' };
    await Promise.all([submit('priya', subject, values), submit('priya', subject, values)]);
    await submit('priya', subject, values);
    const reviews = h.services.db.selectFrom('reviews').select('score').where('answer_id', '=', id);
    expect(await reviews.execute()).toEqual([{ score: 4 }]);
  });

  test('an empty form, a wrong score and a comment that is too long keep the form open with what to do', async () => {
    const message = await h.reply('leo', await h.drop(), good);
    const { subject } = await openForm('priya', (await answerOf(message)).id);
    expect(await submit('priya', subject, {})).toContain('Give a score, write a comment, or approve');
    expect(await submit('priya', subject, { score: '6' })).toContain('1 to 5');
    expect(await submit('priya', subject, { score: '0' })).toContain('1 to 5');
    expect(await submit('priya', subject, { score: '4.5' })).toContain('1 to 5');
    expect(await submit('priya', subject, { comment: 'x'.repeat(2001) })).toContain('Shorten the comment');
    const stored = h.services.db.selectFrom('reviews').select('score').where('source_id', '=', subject);
    expect(await stored.execute()).toEqual([]);
    await submit('priya', subject, { comment: 'x'.repeat(2000) });
    expect(await stored.execute()).toEqual([{ score: null }]);
  });

  test('of an answer that was withdrawn meanwhile is kept, and says that nobody sees it', async () => {
    const message = await h.reply('leo', await h.drop(), good);
    const { subject } = await openForm('priya', (await answerOf(message)).id);
    await h.remove(message);
    expect(await submit('priya', subject, { score: '4' })).toContain('saved, but it isn’t shown');
    const stored = h.services.db.selectFrom('reviews').select('score').where('source_id', '=', subject);
    expect(await stored.execute()).toEqual([{ score: 4 }]);
  });

  test('of private practice is refused as of what isn’t there, and nothing is stored', async () => {
    await h.core.command(h.actor('leo'), 'question backend/incident private');
    const drops = h.services.db.selectFrom('drops').select('id').where('source', '=', 'private');
    const { id: drop } = await drops.orderBy('id', 'desc').executeTakeFirstOrThrow();
    await h.core.submit(h.actor('leo'), 'private-answer', drop, { answer: good });
    await h.drain();
    const found = (await h.answers()).find((one) => one.is_private);
    const said = await submit('priya', `${found?.id}:t`, { score: '5' });
    expect(said).toBe(await submit('priya', '999999:t', { score: '5' }));
    const stored = h.services.db.selectFrom('reviews').select('score').where('source_id', 'like', '%:t');
    expect(await stored.execute()).toEqual([]);
    expect((await h.answers()).find((one) => one.is_private)?.reviewed_at).toBeNull();
  });

  test('leaves it to the mentor what to say', async () => {
    const message = await h.reply('leo', await h.drop(), good);
    const { id } = await answerOf(message);
    const { fields } = await openForm('priya', id);
    expect(fields).toMatchObject([
      { id: 'score', optional: true },
      { id: 'comment', optional: true, multiline: true, maxLength: 2000 },
      { id: 'approved', optional: true },
    ]);
    const [score] = fields;
    if (score?.type !== 'select') throw new Error('no scores to choose from');
    const values = score.options.map(({ value, label }) => [value, label.split(':')[0]]);
    expect(values).toEqual(['1', '2', '3', '4', '5'].map((one) => [one, one]));
    for (const given of [{ score: '1' }, { comment: 'Good.' }, { approved: 'true' }])
      expect(await submit('priya', (await openForm('priya', id)).subject, given)).toContain('in the thread');
  });

  test('is for mentors, and not for one’s own answer', async () => {
    const message = await h.reply('maya', await h.drop(), good);
    const { id } = await answerOf(message);
    expect(replyText(await h.core.action(h.actor('leo'), 'review', id))).toContain(
      'Only mentors review answers',
    );
    expect(replyText(await h.core.action(h.actor('maya'), 'review', id))).toContain('your own answer');
    expect(await submit('leo', `${id}:token`, { score: '5' })).toContain('Only mentors review answers');
    expect(await submit('maya', `${id}:token`, { score: '5' })).toContain('your own answer');
    expect((await answerOf(message)).reviewed_at).toBeNull();
  });

  test('a plain reply to the answer, or one that mentions its author, is a comment; edits and deletion follow', async () => {
    const thread = await h.drop();
    const message = await h.reply('leo', thread, good);
    const comment = await h.reply('priya', thread, 'Say how you verified it.', { replyTo: message.message });
    expect((await h.said(thread))[0]).toContain('> Say how you verified it.');
    await h.edit(comment, 'Say how you verified it, and where.');
    expect((await h.said(thread))[0]).toContain('and where.');
    await h.remove(comment);
    expect((await h.said(thread))[0]).not.toContain('Say how');
    await h.reply('priya', thread, '@Leo good start', { mentions: ['leo'] });
    expect((await h.said(thread))[0]).toContain('> @Leo good start');
    // Where a mention comes as an id, nobody wants to read it.
    const named = await h.reply('priya', thread, '@leo: and the costs?', { mentions: ['leo'] });
    expect((await h.said(thread))[0]).toContain('> and the costs?');
    await h.edit(named, '@leo, and what it costs?');
    expect((await h.said(thread))[0]).toContain('> and what it costs?');
    await h.reply('sam', thread, 'I am no mentor, so this is talk.', { replyTo: message.message });
    expect((await h.said(thread))[0]).not.toContain('so this is talk');
  });

  test('✅ by a mentor approves, and is taken back with the reaction; by others it is nothing', async () => {
    const thread = await h.drop();
    const message = await h.reply('leo', thread, good);
    await h.react('sam', message, '✅');
    expect((await h.said(thread))[0]).not.toContain('approved');
    await h.react('priya', message, '✅');
    await h.react('priya', message, '✅');
    expect((await h.said(thread))[0]?.match(/approved/g)).toHaveLength(1);
    await h.react('priya', message, '✅', true);
    expect((await h.said(thread))[0]).not.toContain('approved');
    await h.react('priya', message, '✅');
    expect((await h.said(thread))[0]).toContain('approved');
  });
});

describe('the queue', () => {
  test('shows unreviewed answers of others, oldest first, and says when there are none', async () => {
    const local = await Harness.start();
    try {
      expect(await local.command('priya', 'reviews')).toContain('Nothing to review');
      const thread = await local.drop();
      await local.reply('maya', thread, good);
      local.clock(10);
      await local.reply('leo', thread, better);
      await local.reply('priya', thread, good);
      const queue = await local.command('priya', 'reviews');
      expect(queue.indexOf('@maya')).toBeGreaterThan(0);
      expect(queue.indexOf('@leo')).toBeGreaterThan(queue.indexOf('@maya'));
      expect(queue).not.toContain('@priya on');
      expect(await local.command('maya', 'reviews')).toContain('is for mentors');
      await local.react(
        'priya',
        { ...local.message('maya', thread, ''), message: (await local.answers())[0]?.message ?? '' },
        '✅',
      );
      expect(await local.command('priya', 'reviews')).not.toContain('@maya');
    } finally {
      await local.stop();
    }
  });

  test('a claim is one mentor’s, shown to others, runs out after an hour, and never discards text', async () => {
    const message = await h.reply('leo', await h.drop(), good);
    const { id } = await answerOf(message);
    const claim = async (mentor: string) =>
      replyText(await h.core.action(h.actor(mentor), 'claim-review', id));
    const both = await Promise.all([claim('priya'), claim('maya')]);
    expect(both.filter((reply) => reply.includes('is reviewing this answer'))).toHaveLength(1);
    const [first, second] = both[0]?.includes('is reviewing') ? ['maya', 'priya'] : ['priya', 'maya'];
    expect(await claim(second)).toMatch(/(Maya|Priya) is reviewing this answer/);
    expect(await h.command(second, 'reviews')).toContain(`being reviewed by @${first}`);
    expect(await h.command(second, 'reviews free')).not.toContain(`being reviewed by @${first}`);
    const form = await openForm(first, id);
    h.clock(61);
    expect(await claim(second)).toContain('claimed by you');
    expect(await submit(first, form.subject, { comment: 'Written slowly.' })).toContain('in the thread');
    const saved = h.services.db.selectFrom('reviews').select('comment').where('answer_id', '=', id);
    expect(await saved.execute()).toEqual([{ comment: 'Written slowly.' }]);
  });

  test('a claim that has run out shows in nobody’s queue, and its answer is free', async () => {
    const message = await h.reply('leo', await h.drop(), good);
    const { id } = await answerOf(message);
    const free = async () => (await h.command('maya', 'reviews free')).split('[Claim]').length;
    const all = await free();
    await h.core.action(h.actor('priya'), 'claim-review', id);
    h.clock(59);
    expect(await h.command('maya', 'reviews')).toContain('being reviewed by @priya');
    expect(await free()).toBe(all - 1);
    await h.sweep();
    const claims = () => h.services.db.selectFrom('review_claims').select('mentor_id').execute();
    expect(await claims()).toContainEqual({ mentor_id: 'priya' });
    h.clock(1);
    expect(await h.command('maya', 'reviews')).not.toContain('being reviewed');
    expect(await free()).toBe(all);
    expect(await h.command('priya', 'reviews')).not.toContain('claimed by you');
    // Nothing is kept of it.
    await h.sweep();
    expect(await claims()).not.toContainEqual({ mentor_id: 'priya' });
  });

  test('whoever opens the form has claimed the answer, also who was never seen before', async () => {
    await h.command('sam', 'mentor role <@&111222333444555666>');
    const message = await h.reply('leo', await h.drop(), good);
    const { id } = await answerOf(message);
    // By the menu of the message, which the core answers without noting who asks.
    const nia = { ...h.actor('nia'), memberName: 'Nia', groups: ['111222333444555666'] };
    expect(await h.core.messageAction(nia, 'review', message)).toMatchObject({ type: 'form' });
    await h.command('sam', 'mentor role off');
    expect(replyText(await h.core.action(h.actor('priya'), 'claim-review', id))).toContain(
      'Nia is reviewing this answer',
    );
  });

  test('the menu of a message is for mentors, and says when it is on no answer', async () => {
    const message = h.message('leo', undefined, 'Good morning, all of you.');
    const said = async (member: string) =>
      replyText(await h.core.messageAction(h.actor(member), 'review', message));
    expect(await said('nina')).toContain('Only mentors review answers');
    expect(await said('priya')).toContain('isn’t an answer');
  });

  test('what was claimed can be given back', async () => {
    const message = await h.reply('leo', await h.drop(), good);
    const { id } = await answerOf(message);
    await h.core.action(h.actor('priya'), 'claim-review', id);
    await h.core.action(h.actor('maya'), 'release-review', id);
    expect(replyText(await h.core.action(h.actor('maya'), 'claim-review', id))).toContain('is reviewing');
    await h.core.action(h.actor('priya'), 'release-review', id);
    expect(replyText(await h.core.action(h.actor('maya'), 'claim-review', id))).toContain('claimed by you');
  });
});
