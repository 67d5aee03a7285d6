import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderCard as renderForSlack } from '../../adapters/slack/render/card.ts';
import type { Button, Card } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/core.ts';
import { good, onAnything } from '../support/answers.ts';
import { cardText, Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

function cardOf(reply: Reply): Card {
  if (reply.type !== 'private')
    throw new Error(`a card was expected, not ${reply.type}: ${replyText(reply)}`);
  return reply.card;
}

const buttonsOf = ({ blocks }: Card): Button[] =>
  blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []));

const start = async (words = 'backend 30m', member = 'maya') =>
  cardOf(await h.core.command(h.actor(member), `mock ${words}`));

async function press(card: Card, label: string, member = 'maya'): Promise<Reply> {
  const button = buttonsOf(card).find((one) => one.label === label);
  if (!button) throw new Error(`no “${label}” in: ${cardText(card)}`);
  return h.core.action(h.actor(member), button.action, button.value);
}

/** Fills in the form that a button opens. */
async function fill(
  card: Card,
  label: string,
  values: Record<string, string>,
  member = 'maya',
): Promise<Reply> {
  const opened = await press(card, label, member);
  if (opened.type !== 'form') throw new Error(`no form: ${replyText(opened)}`);
  return h.core.submit(h.actor(member), opened.form.name, opened.form.subject, values);
}

/** What the mock shows now, after whatever the coach had to read. */
async function now(): Promise<Card> {
  await h.drain();
  return cardOf(await h.core.command(h.actor('maya'), 'mock'));
}

const answer = async (card: Card, text = onAnything) => {
  await fill(card, 'Answer', { answer: text });
  return now();
};

/** Goes through a mock; what it asks by the way isn't answered. */
async function goThrough(card: Card, texts: readonly string[]): Promise<string> {
  let shown = card;
  for (const [index, text] of texts.entries()) {
    shown = await answer(shown, text);
    shown = cardOf(await press(shown, index < texts.length - 1 ? 'Next question' : 'Finish'));
  }
  return cardText(shown);
}

const mocks = () => h.services.db.selectFrom('mocks').selectAll().orderBy('id').execute();
const questions = () => h.services.db.selectFrom('mock_questions').selectAll().orderBy('place').execute();

const samples = async () => {
  const rows = await h.services.db
    .selectFrom('question_revisions')
    .select(['question_id', 'content'])
    .execute();
  return new Map(rows.map(({ content }) => [content.prompt, content]));
};

describe('its course', () => {
  test('it asks one question after the other, privately, against a clock', async () => {
    const first = await start();
    expect(cardText(first)).toContain('Mock interview · question 1 of 4');
    expect(cardText(first)).toContain('⏱ 30 of 30 minutes left, until 2026-11-24T08:30:00.000Z');
    h.clock(5);
    const second = cardText(cardOf(await press(await answer(first), 'Next question')));
    expect(second).toContain('question 2 of 4');
    expect(second).toContain('25 of 30 minutes left');
    expect(second).not.toBe(cardText(first));
    expect((await h.said()).join()).not.toContain('Mock interview');
    expect((await h.answers()).every((one) => one.is_private)).toBe(true);
  });

  test('a follow-up asks for a key point that the answer missed, by its hint', async () => {
    const shown = await answer(await start());
    const text = cardText(shown);
    expect(text).toContain('The interviewer asks: ');
    const hint = text.split('The interviewer asks: ')[1]?.split('\n')[0] ?? '';
    const content = [...(await samples()).values()].find(({ key_points }) =>
      key_points.some((point) => point.hint === hint),
    );
    const point = content?.key_points.find((one) => one.hint === hint);
    const { assessment } = await h.services.db
      .selectFrom('feedback')
      .select('assessment')
      .executeTakeFirstOrThrow();
    expect(assessment?.missing).toContain(point?.id);
    // However long a key point's id is, a button can carry it.
    expect(buttonsOf(shown).find(({ label }) => label === 'Reply')?.value).toMatch(/^\d+:1:1$/);
    // It comes by itself, too, once the coach has read the answer.
    expect((await h.said(undefined, 'maya')).at(-1)).toContain(hint);
    const after = cardOf(await fill(shown, 'Reply', { reply: point?.examples[0] ?? '' }));
    expect(cardText(after)).not.toContain(hint);
    expect(await h.services.db.selectFrom('mock_replies').select(['point', 'verdict']).execute()).toEqual([
      { point: point?.id, verdict: 'covered' },
    ]);
  });

  test('it digs twice at most, then goes on', async () => {
    let shown = await answer(await start());
    for (const _ of [1, 2]) shown = cardOf(await fill(shown, 'Reply', { reply: 'I have no idea.' }));
    expect(cardText(shown)).toContain('that’s enough about this one');
    expect(buttonsOf(shown).map(({ label }) => label)).toEqual(['Next question', 'Pause', 'End']);
  });

  test('a question can be skipped', async () => {
    const shown = cardOf(await press(await start(), 'Skip'));
    expect(cardText(shown)).toContain('question 2 of 4');
    expect((await questions()).map(({ state }) => state)).toEqual(['skipped', 'asked']);
  });

  test('a pause stops the clock, for days, and whatever comes next goes on', async () => {
    const first = await start();
    h.clock(10);
    const paused = cardOf(await press(first, 'Pause'));
    expect(cardText(paused)).toContain('20 of 30 minutes left');
    h.clock(3 * 1440);
    await h.sweep();
    const resumed = cardOf(await press(await start(), 'Resume'));
    expect(cardText(resumed)).toContain('question 1 of 4');
    expect(cardText(resumed)).toContain('20 of 30 minutes left');
    await press(resumed, 'Pause');
    expect(cardText(await answer(resumed))).toContain('question 1 of 4');
    expect(await mocks()).toMatchObject([{ state: 'running' }]);
  });

  test('a clock that goes back an hour meanwhile loses no answer and costs no time', async () => {
    let card = await start('backend 30m');
    h.clock(5);
    card = await answer(card);
    h.clock(-60);
    await h.sweep();
    card = await now();
    expect(cardText(card)).toContain('30 of 30 minutes left');
    await press(card, 'Pause');
    h.clock(60);
    card = cardOf(await press(await now(), 'Resume'));
    await press(card, 'Next question');
    await answer(await now(), good);
    const report = cardText(cardOf(await press(await now(), 'End')));
    expect(report).toContain('Answered: 2 of 4 questions');
    const { rows } = await sql<{ seconds: number }>`
      select seconds from mock_questions where workspace_id = ${h.workspace} and seconds < 0`.execute(
      h.services.db,
    );
    expect(rows).toEqual([]);
  });

  test('asked for again it shows where it stands; two commands at once start one', async () => {
    const cards = await Promise.all([start(), start()]);
    expect(new Set(cards.map(cardText)).size).toBe(1);
    expect(cardText(await start('devops 60m'))).toBe(cardText(cards[0] ?? (await start())));
    expect(await mocks()).toHaveLength(1);
  });

  test('a button that is pressed twice, or late, does once what it says', async () => {
    const first = await start();
    const [one, other] = await Promise.all([press(first, 'Skip'), press(first, 'Skip')]);
    expect(replyText(one)).toContain('question 2 of 4');
    expect(replyText(other)).toBe(replyText(one));
    await press(first, 'Skip');
    expect(await questions()).toHaveLength(2);
    const form = await press(cardOf(one), 'Answer');
    if (form.type !== 'form') throw new Error('no form');
    const send = () =>
      h.core.submit(h.actor('maya'), 'mock-answer', form.form.subject, { answer: onAnything });
    await Promise.all([send(), send()]);
    expect(await h.answers()).toHaveLength(1);
  });

  test.each([
    ['mock backend 5m', 'A mock interview takes from 10 to 120 minutes'],
    ['mock', 'Say which role to practise for'],
    ['mock report', 'You haven’t finished a mock interview yet.'],
  ])('%s gets a sentence', async (command, sentence) => {
    expect(await h.command('maya', command)).toContain(sentence);
  });

  test('without a track it takes the channel’s, or else that of the last answer', async () => {
    await h.reply('maya', await h.drop('question devops'), onAnything);
    expect(cardText(await start(''))).toContain('DevOps');
    await h.command('sam', 'schedule set weekdays 09:00 backend');
    await h.command('leo', 'recall');
    expect(cardText(await start('', 'leo'))).toContain('Backend');
  });

  test('nobody else can act on it', async () => {
    const first = await start();
    for (const label of ['Answer', 'Skip', 'Pause', 'End'])
      expect(replyText(await press(first, label, 'leo'))).toContain('somebody else’s mock interview');
  });
});

describe('its end', () => {
  test('the report says what was made and missed, how long it took, and what to work on', async () => {
    const report = await goThrough(await start('backend 10m'), [onAnything, onAnything, onAnything]);
    expect(report).toMatch(/Result: \d+ of 100, \d+ of \d+ key points/);
    expect(report).toContain('Answered: 3 of 3 questions');
    expect(report).toMatch(/Pace: .* of 10 min, 31 words an answer/);
    expect(report).toMatch(/Topics: \S+ \d\/\d/);
    expect(report).toMatch(/⬜ /);
    expect(report).toMatch(/Work on\n- .*\. Practise it with backend\/\S+\./);
    expect(report).toContain('[Share with a mentor]');
    expect(await h.command('maya', 'mock report')).toBe(report);
  });

  test('a sample answer makes all points, and a skipped question counts none', async () => {
    const first = await start('backend 10m');
    const all = await samples();
    const prompt = cardText(first).split('\n')[1] ?? '';
    const shown = cardOf(await press(await answer(first, all.get(prompt)?.sample_answer), 'Next question'));
    const ended = cardText(cardOf(await press(shown, 'End')));
    const points = all.get(prompt)?.key_points.length;
    expect(ended).toContain(`${points} of ${points} key points`);
    expect(ended).toContain('Answered: 1 of 3 questions');
    expect(ended).toContain('Skipped');
  });

  test('it compares with the mock before', async () => {
    await goThrough(await start('backend 10m'), [onAnything, onAnything, onAnything]);
    h.clock(1440);
    const report = await goThrough(await start('backend 10m'), [onAnything, onAnything, onAnything]);
    expect(report).toMatch(/Last time: .*\d+ of \d+ key points.*, 2026-11-24/);
    const asked = (await h.services.db.selectFrom('drops').select('question_id').execute()).map(
      (one) => one.question_id,
    );
    expect(new Set(asked).size).toBe(6);
  });

  test('when the time is up, the answer in hand still counts, and then it ends', async () => {
    const first = await start('backend 10m');
    h.clock(11);
    expect(cardText(await now())).toContain('Time is up');
    const shown = await answer(first);
    const report = cardText(cardOf(await press(shown, 'Next question')));
    expect(report).toContain('Answered: 1 of 3 questions');
  });

  test('one that nobody goes on with ends by itself, and the report comes, once', async () => {
    const shown = await answer(await start('backend 10m'));
    await press(shown, 'Next question');
    h.clock(30);
    await h.sweep();
    await h.sweep();
    expect(await mocks()).toMatchObject([{ state: 'done', elapsed_seconds: 1800 }]);
    const reports = (await h.said(undefined, 'maya')).filter((text) =>
      text.includes('Your mock interview\n'),
    );
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain('Answered: 1 of 3 questions');
  });

  test('an answer that was being written when it ended isn’t lost', async () => {
    const form = await press(await start('backend 10m'), 'Answer');
    if (form.type !== 'form') throw new Error('no form');
    h.clock(30);
    await h.sweep();
    await h.core.submit(h.actor('maya'), 'mock-answer', form.form.subject, { answer: onAnything });
    await h.drain();
    expect(await h.command('maya', 'mock report')).toContain('Answered: 1 of 3 questions');
  });

  test('while the coach still reads, the report waits for it', async () => {
    const first = await start('backend 10m');
    await fill(first, 'Answer', { answer: onAnything });
    const waiting = await h.core.command(h.actor('maya'), 'mock');
    expect(replyText(waiting)).toContain('may follow up in a moment');
    const ended = await press(cardOf(waiting), 'End');
    expect(replyText(ended)).toContain('Your report follows');
    await h.drain();
    expect((await h.said(undefined, 'maya')).at(-1)).toContain('Answered: 1 of 3 questions');
  });
});

describe('for who takes no direct messages', () => {
  test('a button looks again at what the interviewer says, and at whether the report is there', async () => {
    const waiting = cardOf(await fill(await start('backend 10m'), 'Answer', { answer: onAnything }));
    expect(replyText(await press(waiting, 'Look again'))).toBe(cardText(waiting));
    const ended = cardOf(await press(waiting, 'End'));
    expect(replyText(await press(ended, 'Show the report'))).toBe(cardText(ended));
    await h.drain();
    expect(replyText(await press(ended, 'Show the report'))).toContain('Answered: 1 of 3 questions');
    expect(replyText(await press(waiting, 'Look again'))).toContain('Answered: 1 of 3 questions');
  });

  test('what the interviewer asks is there when they look again', async () => {
    const waiting = cardOf(await fill(await start(), 'Answer', { answer: onAnything }));
    await h.drain();
    const asked = cardOf(await press(waiting, 'Look again'));
    expect(cardText(asked)).toContain('The interviewer asks: ');
    expect(buttonsOf(asked).map(({ label }) => label)).not.toContain('Look again');
  });
});

describe('a mentor', () => {
  const finished = async () => {
    await goThrough(await start('backend 10m'), [onAnything, onAnything, onAnything]);
    return cardOf(await h.core.command(h.actor('maya'), 'mock report'));
  };

  test('sees what is shared with them and comments, and the member hears of it', async () => {
    await h.command('sam', 'mentor add @priya');
    const report = await finished();
    expect(replyText(await fill(report, 'Share with a mentor', { mentor: 'leo' }))).toContain('Choose one');
    expect(replyText(await fill(report, 'Share with a mentor', { mentor: 'priya' }))).toContain(
      'Shared with @priya',
    );
    await h.drain();
    const shared = (await h.said(undefined, 'priya')).at(-1) ?? '';
    expect(shared).toContain('Mock interview, shared with you\nBy @maya');
    expect(shared).toContain('[Comment]');
    const [{ id = '' } = {}] = await mocks();
    const form = await h.core.action(h.actor('priya'), 'mock-comment', id);
    if (form.type !== 'form') throw new Error('no form');
    const send = () =>
      h.core.submit(h.actor('priya'), 'mock-comment', form.form.subject, {
        comment: 'Name the trade-off first.',
      });
    await Promise.all([send(), send()]);
    await h.drain();
    const told = (await h.said(undefined, 'maya')).filter((text) => text.includes('A mentor’s comment'));
    expect(told).toEqual([expect.stringContaining('> Name the trade-off first.')]);
    expect(await h.command('maya', 'mock report')).toContain('> Name the trade-off first.');
  });

  test('reads the answers and replies that they are to comment on, as the member does, and nobody else', async () => {
    await h.command('sam', 'mentor add @priya');
    const shown = await answer(await start('backend 10m'), `${onAnything} ${'I’d measure. '.repeat(120)}`);
    await fill(shown, 'Reply', { reply: `I’d ask them. ${'And again. '.repeat(40)}` });
    const report = cardOf(await press(shown, 'End'));
    await fill(report, 'Share with a mentor', { mentor: 'priya' });
    await h.drain();
    expect((await h.said(undefined, 'priya')).at(-1)).toContain('[Show the answers]');
    for (const member of ['maya', 'priya']) {
      expect(replyText(await press(report, 'Download as Markdown', member))).toContain('as a file');
      await h.drain();
      expect((await h.said(undefined, member)).at(-1)).toContain('Download mock-interview-2026-11-24.md');
    }
    const files = await h.services.db.selectFrom('web_files').select('bytes').execute();
    expect(files.map(({ bytes }) => String(bytes).split('\n')[0])).toEqual(
      Array(2).fill('# Mock interview, 2026-11-24'),
    );
    expect(replyText(await press(report, 'Download as Markdown', 'leo'))).toContain('isn’t shared');
    const seen = cardOf(await press(report, 'Show the answers', 'priya'));
    expect(cardText(seen)).toContain(`> ${onAnything}`);
    expect(cardText(seen)).toContain('> I’d ask them.');
    const quotes = seen.blocks.flatMap((block) => (block.type === 'quote' ? block.text.length : []));
    expect(quotes.map((length) => Math.ceil(length / 50) * 50)).toEqual([1200, 300]);
    expect(await press(report, 'Show the answers')).toEqual({ type: 'private', card: seen });
    expect(replyText(await press(report, 'Show the answers', 'leo'))).toContain('isn’t shared with you');
    await h.command('sam', 'mentor remove @priya');
    expect(replyText(await press(report, 'Show the answers', 'priya'))).toContain('isn’t shared with you');
  });

  test('six long answers fit into one message', async () => {
    let shown = await start('backend 48m');
    for (let place = 1; place <= 6; place += 1) {
      shown = await answer(shown, `Answer ${place}. ${onAnything} ${'I’d measure. '.repeat(150)}`);
      shown = cardOf(await press(shown, place < 6 ? 'Next question' : 'Finish'));
    }
    const seen = cardOf(await press(shown, 'Show the answers'));
    const { blocks } = renderForSlack(seen, { member: (id) => id });
    expect(JSON.stringify(blocks)).not.toContain('fit');
    expect(JSON.stringify(blocks)).toContain('Answer 6.');
  });

  test('is whoever was made one or has reviewed lately', async () => {
    const report = await finished();
    await h.services.db
      .updateTable('members')
      .set({ is_mentor: false })
      .where('workspace_id', '=', h.workspace)
      .execute();
    await h.services.db
      .updateTable('workspaces')
      .set({ settings: sql`settings || '{"mentorRole": "mentors"}'` })
      .where('id', '=', h.workspace)
      .execute();
    expect(replyText(await press(report, 'Share with a mentor'))).toBe(
      'I know no mentor yet. Mentors can be chosen here after their first review, or an admin adds one with /interview mentor add @member.',
    );
    await h.reply('leo', await h.drop(), good);
    const reviewed = (await h.answers()).find((one) => one.member_id === 'leo')?.id ?? '';
    for (const mentor of ['rita', 'maya']) {
      const actor = h.actor(mentor, 'practice', ['mentor']);
      await h.core.submit(actor, 'review', `${reviewed}:${mentor}`, { score: '4', comment: 'Good.' });
    }
    const form = await press(report, 'Share with a mentor');
    const [field] = form.type === 'form' ? form.form.fields : [];
    expect(field).toMatchObject({ options: [{ value: 'rita' }] });
    h.clock(181 * 1440);
    expect(replyText(await press(report, 'Share with a mentor'))).toContain('I know no mentor yet.');
  });

  test('whom it isn’t shared with can’t comment, and without mentors it says what to do', async () => {
    const report = await finished();
    await h.services.db
      .updateTable('members')
      .set({ is_mentor: false })
      .where('workspace_id', '=', h.workspace)
      .execute();
    expect(replyText(await press(report, 'Share with a mentor'))).toContain('/interview mentor add');
    const [{ id = '' } = {}] = await mocks();
    expect(replyText(await h.core.action(h.actor('leo'), 'mock-comment', id))).toContain(
      'isn’t shared with you',
    );
  });
});

test('the pages show a report to its member and to the mentor it was shared with, with all that was said', async () => {
  const shown = await answer(await start('backend 10m'), `${onAnything}\n# Not a heading`);
  await fill(shown, 'Reply', { reply: 'I’d measure first.' });
  await press(shown, 'End');
  const [{ id = '' } = {}] = await mocks();
  const of = (member: string) => h.core.mockReport(h.actor(member), id);
  expect(await h.core.mocks(h.actor('maya'))).toMatchObject([{ id, answered: 1, planned: 3 }]);
  expect(await h.core.mocks(h.actor('leo'))).toEqual([]);
  const report = await of('maya');
  expect(report?.markdown).toContain(`> ${onAnything}\n> # Not a heading`);
  expect(report?.markdown).toContain('> I’d measure first.');
  expect(report?.markdown).toMatch(/^# Mock interview, 2026-11-24\n\n- \*\*Result:\*\* /);
  expect(await of('priya')).toBeUndefined();
  await h.command('sam', 'mentor add @priya');
  expect(await of('priya')).toBeUndefined();
  await h.services.db
    .updateTable('mocks')
    .set({ shared_with: 'priya' })
    .where('workspace_id', '=', h.workspace)
    .execute();
  expect((await of('priya'))?.card.summary).toContain('shared with you');
  await h.command('sam', 'mentor remove @priya');
  expect(await of('priya')).toBeUndefined();
});
