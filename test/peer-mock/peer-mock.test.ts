import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Button, Card } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/core.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
  await h.command('leo', 'help');
});
afterEach(() => h.stop());

const told = async (member: string) => (await h.said(undefined, member)).at(-1) ?? '';
const mocks = () => h.services.db.selectFrom('peer_mocks').selectAll().orderBy('id').execute();
const questions = () => h.services.db.selectFrom('peer_questions').selectAll().orderBy('place').execute();

/** Maya invites Leo. */
async function invited(words = 'mock with @Leo backend 30m'): Promise<string> {
  expect(await h.command('maya', words)).toContain('Invited @leo');
  return (await mocks()).at(-1)?.id ?? '';
}

const act = async (member: string, action: Button['action'], value: string): Promise<Reply> => {
  const reply = await h.core.action(h.actor(member), action, value);
  await h.drain();
  return reply;
};

async function begun(): Promise<string> {
  const id = await invited();
  await act('leo', 'peer-accept', id);
  return id;
}

async function mark(member: string, value: string, made: readonly string[], comment = ''): Promise<Reply> {
  const opened = await act(member, 'peer-mark', value);
  if (opened.type !== 'form') throw new Error(replyText(opened));
  const points = await pointsAt(Number(value.split(':')[1]));
  const numbers = made.map((id) => String(points.indexOf(id) + 1));
  // Menus take no long values, and a key point's id may be long.
  const [field] = opened.form.fields;
  if (field?.type !== 'multi-select') throw new Error('no menu of key points');
  expect(field.options.map((option) => option.value)).toEqual(points.map((_, index) => String(index + 1)));
  return h.core.submit(h.actor(member), 'peer-mark', opened.form.subject, {
    made: numbers.join(','),
    comment,
  });
}

/** Ids of the key points of what was asked at a place. */
async function pointsAt(place: number): Promise<string[]> {
  const { content } = await h.services.db
    .selectFrom('peer_questions')
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'peer_questions.workspace_id').onRef('drops.id', '=', 'drop_id'),
    )
    .innerJoin('question_revisions', 'question_revisions.question_id', 'drops.question_id')
    .select('content')
    .where('peer_questions.workspace_id', '=', h.workspace)
    .where('drops.workspace_id', '=', h.workspace)
    .where('place', '=', place)
    .executeTakeFirstOrThrow();
  return content.key_points.map(({ id }) => id);
}

describe('an invitation', () => {
  test('asks the other in private, and nothing begins before they accept', async () => {
    await invited();
    expect(await told('leo')).toContain('@maya invites you to interview each other');
    expect(await questions()).toEqual([]);
    expect((await h.said()).join()).not.toContain('invites');
  });

  test.each(['leo', 'maya'])('%s can call it off, and the other is told', async (member) => {
    const id = await invited();
    await act(member, 'peer-decline', id);
    expect(await told(member === 'leo' ? 'maya' : 'leo')).toContain(`@${member} can’t make it`);
    expect(replyText(await act('leo', 'peer-accept', id))).toContain('That invitation is over.');
    h.clock(90);
    expect(await h.command('maya', 'mock with @Leo backend')).toContain('invite them again in 23 hours.');
    expect(await h.command('maya', 'mock with @Priya backend')).toContain('Invited @priya');
    await act('maya', 'peer-decline', (await mocks()).at(-1)?.id ?? '');
    h.clock(1350);
    await invited();
  });

  test('nobody hears that one was called off of which they never heard', async () => {
    await h.core.command(h.actor('maya'), 'mock with @Leo backend');
    await act('maya', 'peer-decline', (await mocks()).at(-1)?.id ?? '');
    expect(await h.said(undefined, 'leo')).toEqual([]);
    await invited();
  });

  test.each(['the wake', 'the sweep'])('%s ends it when a day has passed without an answer', async (what) => {
    const id = await invited();
    const pass = async (minutes: number) => {
      h.clock(minutes);
      await (what === 'the wake' ? h.drain() : h.sweep());
    };
    await pass(1439);
    expect(await mocks()).toMatchObject([{ state: 'invited' }]);
    await pass(1);
    expect(await mocks()).toMatchObject([{ state: 'off' }]);
    expect(await told('maya')).toBe('@leo didn’t answer: the invitation is over.');
    expect(replyText(await act('leo', 'peer-accept', id))).toContain('That invitation is over.');
  });

  test.each([
    ['mock with @Maya backend', 'Invite somebody else.'],
    ['mock with @Leo backend 5m', 'from 10 to 120 minutes'],
    ['mock with @Leo', 'Say which role to practise for'],
    ['mock with', 'Say which @member'],
  ])('%s gets a sentence', async (command, sentence) => {
    await h.command('maya', 'help');
    expect(await h.command('maya', command)).toContain(sentence);
    expect(await mocks()).toEqual([]);
  });

  test('one at a time; who isn’t asked can’t accept', async () => {
    const id = await invited();
    for (const other of ['Leo', 'Priya'])
      expect(await h.command('maya', `mock with @${other}`)).toMatch(/^Invited @leo\..*\n\[Call it off\]$/);
    expect(await mocks()).toHaveLength(1);
    expect(replyText(await act('maya', 'peer-accept', id))).toContain('Only who is invited');
    expect(replyText(await act('priya', 'peer-accept', id))).toContain('between two others');
  });
});

test('whoever invites somebody that can’t be reached hears so, and may invite another', async () => {
  const { web } = h.services.platforms;
  if (!web) throw new Error('no platform');
  const whisper = web.whisper;
  web.whisper = (place, member, card) =>
    member === 'leo'
      ? Promise.reject(new PlatformError('unreachable', 'They take no direct messages.'))
      : whisper(place, member, card);
  await invited();
  expect(await told('maya')).toBe('I couldn’t invite @leo: They take no direct messages.');
  expect(await mocks()).toMatchObject([{ state: 'off' }]);
  web.whisper = whisper;
  await invited();
});

test.each([
  ['first', 'leo', 'maya'],
  ['second', 'leo', 'maya'],
  ['first', 'maya', 'leo'],
])('in the %s half %s can’t be reached: it is off, and %s hears why', async (half, gone, other) => {
  const { web } = h.services.platforms;
  if (!web) throw new Error('no platform');
  const id = half === 'second' ? await begun() : await invited();
  const whisper = web.whisper;
  web.whisper = (place, member, card) =>
    member === gone
      ? Promise.reject(new PlatformError('unreachable', 'They take no direct messages.'))
      : whisper(place, member, card);
  if (half === 'second') await act('maya', 'peer-turn', `${id}:first`);
  else await act('leo', 'peer-accept', id);
  expect(await mocks()).toMatchObject([{ state: 'off', turn_ends_at: null }]);
  expect(await told(other)).toBe(
    `I couldn’t reach @${gone}, so the mock interview is off: They take no direct messages.`,
  );
  expect(replyText(await act(other, 'peer-turn', `${id}:${half}`))).toContain('called off');
});

describe('its course', () => {
  test('the command shows it to both once more', async () => {
    await begun();
    expect(await h.command('maya', 'mock with @Leo')).toBe(await told('maya'));
    expect(await h.command('leo', 'mock with @Maya')).toBe(await told('leo'));
    expect(await mocks()).toHaveLength(1);
  });

  test('the inviter gets the question with what to listen for, the other only learns that it begins', async () => {
    await begun();
    const interviewer = await told('maya');
    expect(interviewer).toContain('Ask @leo, by call or chat:');
    expect(interviewer).toContain('Listen for');
    expect(interviewer).toContain('⏱ Until 2026-11-24T08:15:00.000Z');
    const candidate = await told('leo');
    expect(candidate).toContain('@maya has the questions');
    const prompt = /^> (.*)$/m.exec(interviewer)?.[1] ?? '';
    expect(candidate).not.toContain(prompt);
  });

  test('marking gives the next question, which is another', async () => {
    const id = await begun();
    const first = await told('maya');
    const next = replyText(await mark('maya', `${id}:1`, (await pointsAt(1)).slice(0, 2), 'Clear and calm.'));
    expect(next).toContain('You interview');
    expect(/^> .*$/m.exec(next)?.[0]).not.toBe(/^> .*$/m.exec(first)?.[0]);
    expect(await questions()).toMatchObject([
      { state: 'marked', made: (await pointsAt(1)).slice(0, 2), comment: 'Clear and calm.' },
      { state: 'asked' },
    ]);
  });

  test('the roles swap after half the time, and nobody gets the same question twice', async () => {
    const id = await begun();
    await act('maya', 'peer-skip', `${id}:1`);
    h.clock(15);
    await h.sweep();
    expect(await told('leo')).toContain('Ask @maya, by call or chat:');
    expect(await told('maya')).toContain('@leo has the questions');
    await mark('leo', `${id}:3`, []);
    const { rows } = {
      rows: await h.services.db.selectFrom('drops').select(['requested_by', 'question_id']).execute(),
    };
    for (const member of ['maya', 'leo']) {
      const asked = rows.filter((row) => row.requested_by === member).map((row) => row.question_id);
      expect(new Set(asked).size).toBe(asked.length);
    }
    expect(new Set(rows.map((row) => row.question_id)).size).toBe(4);
  });

  test('a mark that is saved after the swap still counts', async () => {
    const id = await begun();
    h.clock(15);
    await h.drain();
    expect(replyText(await mark('maya', `${id}:1`, await pointsAt(1)))).toContain('The roles have swapped.');
    expect((await questions())[0]).toMatchObject({ state: 'marked' });
  });

  test('the candidate marks nothing, and sees no key points', async () => {
    const id = await begun();
    expect(replyText(await act('leo', 'peer-mark', `${id}:1`))).toContain('Only the interviewer marks');
    expect(replyText(await act('leo', 'peer-skip', `${id}:1`))).toContain('Only the interviewer marks');
  });
});

describe('its end', () => {
  test('both get the report, each with their own part first', async () => {
    const id = await begun();
    const made = (await pointsAt(1)).slice(0, 2);
    await mark('maya', `${id}:1`, made, 'Clear and calm.');
    await act('leo', 'peer-turn', `${id}:first`);
    await mark('leo', `${id}:3`, await pointsAt(3));
    await act('maya', 'peer-turn', `${id}:second`);
    const all = (await pointsAt(1)).length;
    expect(await told('leo')).toMatch(new RegExp(`You · 2 of ${all} key points in 1 answer\n`));
    expect(await told('leo')).toContain('> Clear and calm.');
    const other = (await pointsAt(3)).length;
    expect(await told('maya')).toMatch(new RegExp(`You · ${other} of ${other} key points in 1 answer\n`));
    expect(await told('maya')).toContain(`@leo · 2 of ${all} key points`);
    expect(await mocks()).toMatchObject([{ state: 'done' }]);
  });

  test('it comes by itself when the time is over, once, however often buttons are pressed', async () => {
    const id = await begun();
    h.clock(15);
    await h.sweep();
    await Promise.all(['maya', 'leo'].map((member) => act(member, 'peer-turn', `${id}:first`)));
    expect(await mocks()).toMatchObject([{ state: 'second' }]);
    h.clock(15);
    await h.sweep();
    await h.sweep();
    const reports = (await h.said(undefined, 'leo')).filter((text) => text.startsWith('Your mock interview'));
    expect(reports).toEqual([expect.stringContaining('no answer was marked')]);
  });
});

const isCard = (reply: Reply): reply is { readonly type: 'private'; readonly card: Card } =>
  reply.type === 'private';

test('what the interviewer sees has buttons that go on', async () => {
  const id = await begun();
  const reply = await act('maya', 'peer-skip', `${id}:1`);
  if (!isCard(reply)) throw new Error('no card');
  const labels = reply.card.blocks.flatMap((block) => (block.type === 'buttons' ? block.buttons : []));
  expect(labels.map(({ label }) => label)).toEqual(['Mark the answer', 'Another question', 'Swap roles']);
});

/** Nobody is asked any question of the track any more. */
async function retireAll(track: string): Promise<void> {
  const all = h.services.db.selectFrom('questions').select('id').where('owner', '=', '0');
  const rows = (await all.where('track_id', '=', track).execute()).map(({ id }) => ({
    workspace_id: h.workspace,
    question_owner: '0',
    question_id: id,
    retired_at: h.now,
    retired_by: 'priya',
  }));
  await h.services.db.insertInto('retirements').values(rows).execute();
}

test('a mark that is saved after the end reaches the candidate in another report', async () => {
  const id = await begun();
  h.clock(15);
  await h.sweep();
  const opened = await act('leo', 'peer-mark', `${id}:2`);
  h.clock(15);
  await h.sweep();
  expect(await told('maya')).toContain('no answer was marked');
  if (opened.type !== 'form') throw new Error('no form');
  await h.core.submit(h.actor('leo'), 'peer-mark', opened.form.subject, {
    made: '',
    comment: 'Say it first.',
  });
  await h.drain();
  expect(await told('maya')).toContain('> Say it first.');
  expect(await told('leo')).toContain('> Say it first.');
});

describe('when no question is left', () => {
  test('the invitation stays', async () => {
    const id = await invited();
    await retireAll('backend');
    expect(replyText(await act('leo', 'peer-accept', id))).toContain('There’s no question left in backend.');
    expect(await mocks()).toMatchObject([{ state: 'invited' }]);
  });

  test.each(['the clock', 'a button'])('%s ends the mock instead of swapping the roles', async (what) => {
    const id = await begun();
    await retireAll('backend');
    h.clock(15);
    if (what === 'the clock') await h.sweep();
    else expect(replyText(await act('leo', 'peer-turn', `${id}:first`))).toContain('Finished.');
    expect(await mocks()).toMatchObject([{ state: 'done', turn_ends_at: null }]);
    for (const member of ['maya', 'leo']) expect(await told(member)).toContain('Your mock interview');
  });

  test('the mark is kept, and the interviewer can go on', async () => {
    const id = await begun();
    await retireAll('backend');
    const reply = replyText(await mark('maya', `${id}:1`, await pointsAt(1)));
    expect(reply).toContain('There are no more questions.');
    expect(reply).toContain('[Swap roles]');
    expect(await questions()).toMatchObject([{ state: 'marked' }]);
  });
});
