import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Block } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/core.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { Harness, replyText } from '../support/harness.ts';

const written = {
  prompt: 'How would you move a table of a billion rows to another cluster without downtime?',
  points: 'Copies in batches\nWrites to both sides meanwhile\nSwitches reads before writes',
  sample:
    'I would copy in batches while the application writes to both sides meanwhile, compare the two, then switch reads.',
};

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

async function opened(
  member: string,
  text: string,
): Promise<{ name: 'suggest' | 'edit-question'; subject: string }> {
  const reply = await h.core.command(h.actor(member), text);
  if (reply.type !== 'form') throw new Error(replyText(reply));
  return reply.form as { name: 'suggest' | 'edit-question'; subject: string };
}

async function suggest(member: string, values: Readonly<Record<string, string>> = written): Promise<Reply> {
  const { subject } = await opened(member, 'suggest backend advanced');
  return h.core.submit(h.actor(member), 'suggest', subject, values);
}

async function press(member: string, label: string, reply: Reply): Promise<Reply> {
  const blocks: readonly Block[] = reply.type === 'private' ? reply.card.blocks : [];
  const button = blocks
    .flatMap((block) => (block.type === 'buttons' ? block.buttons : []))
    .find((one) => one.label === label);
  if (!button) throw new Error(`no button ${label} in ${replyText(reply)}`);
  const done = await h.core.action(h.actor(member), button.action, button.value);
  await h.drain();
  return done;
}

const queue = (member: string) => h.core.command(h.actor(member), 'bank suggestions');

test('a suggestion that is approved can be asked here, and its author hears of it', async () => {
  expect(replyText(await suggest('maya'))).toContain('Thank you!');
  const waiting = await queue('sam');
  expect(replyText(waiting)).toContain('billion rows');
  expect(replyText(await press('sam', 'Approve', waiting))).toMatch(
    /backend\/our-\d+ can be asked from now on\..*No suggestions are waiting/s,
  );
  const told = await h.said(undefined, 'maya');
  expect(told.at(-1)).toMatch(/Your question is in the bank now.*backend\/our-\d+/s);
  const [, id = ''] = /(backend\/our-\d+)/.exec(told.at(-1) ?? '') ?? [];

  await h.command('leo', `question ${id}`);
  expect((await h.said()).at(-1)).toContain('billion rows');
  expect(await h.command('sam', 'bank')).toContain(id);
});

test('ten of a member’s suggestions wait at the most, also of those that come at once', async () => {
  const { name, subject } = await opened('maya', 'suggest backend advanced');
  const send = (member: string, at: number) =>
    h.core
      .submit(h.actor(member), name, `${subject}${at}`, { ...written, prompt: `${written.prompt} ${at}` })
      .then(replyText, (error: Error) => error.message);
  const told = await Promise.all([
    ...Array.from({ length: 30 }, (_, at) => send('maya', at)),
    send('leo', 99),
  ]);
  const stored = await h.services.db
    .selectFrom('suggestions')
    .select(({ fn }) => ['member_id', fn.countAll<string>().as('count')])
    .groupBy('member_id')
    .orderBy('member_id')
    .execute();
  expect(stored).toEqual([
    { member_id: 'leo', count: '1' },
    { member_id: 'maya', count: '10' },
  ]);
  expect(told.filter((said) => said.includes('10 of your suggestions are still waiting'))).toHaveLength(20);
});

test('the form says what is missing, at its field, and keeps nothing', async () => {
  expect(await suggest('maya', { ...written, points: 'Only one' })).toMatchObject({
    type: 'invalid',
    errors: { points: expect.stringContaining('3 to 8') },
  });
  expect(replyText(await queue('sam'))).toContain('No suggestions are waiting');
});

describe('a sample answer without some of the points', () => {
  const lacking = {
    ...written,
    points: `${written.points} | In which order?\nKeeps the old table for a week`,
    sample: 'I would copy the rows in batches. The application writes to both sides meanwhile.',
  };
  const sentence =
    'I find 3 of 4 points in your sample answer. Say the others there more plainly: “Keeps the old table for a week”. Or send it again as it is.';

  test('is sent back once, with all that was written, and stored when it is meant', async () => {
    const { subject } = await opened('maya', 'suggest backend');
    const submit = (member: string, values = lacking) =>
      h.core.submit(h.actor(member), 'suggest', subject, values);
    const refused = { type: 'invalid', errors: { sample: sentence } };
    expect(await submit('maya')).toEqual(refused);
    expect(replyText(await queue('sam'))).toContain('No suggestions are waiting');
    const again = await h.core.action(h.actor('maya'), 'suggest-question', subject);
    if (again.type !== 'form') throw new Error(replyText(again));
    const fields = again.form.fields.map((field) => [field.id, 'initial' in field ? field.initial : '']);
    expect(Object.fromEntries(fields)).toEqual({ ...lacking, tip: '', followUps: '' });
    expect(await submit('maya', { ...lacking, prompt: 'Another one?' })).toEqual(refused);
    expect(await submit('leo')).toEqual(refused);
    expect(replyText(await submit('leo'))).toContain('Thank you!');
    expect(h.logged).toEqual([]);
  });

  test('is sent back to whoever edits, too', async () => {
    await suggest('maya');
    const form = await press('sam', 'Edit', await queue('sam'));
    if (form.type !== 'form') throw new Error('no form');
    const { subject } = form.form;
    const save = () => h.core.submit(h.actor('sam'), 'edit-question', subject, lacking);
    expect(await save()).toEqual({ type: 'invalid', errors: { sample: sentence } });
    expect(replyText(await queue('sam'))).not.toContain('old table');
    const saved = replyText(await save());
    expect(saved).toContain('old table');
    expect(saved).toContain('In which order?');
  });

  test('is stored at once when the coach can’t read it', async () => {
    const german =
      'Ich würde die Zeilen in Stapeln kopieren, während die Anwendung auf beide Seiten schreibt.';
    expect(replyText(await suggest('maya', { ...lacking, sample: german }))).toContain('Thank you!');
    vi.spyOn(h.services.rubric, 'unmade').mockImplementationOnce(() => {
      throw new Error(`a fault in “${lacking.sample}”`);
    });
    expect(replyText(await suggest('leo', lacking))).toContain('Thank you!');
    expect(h.logged.join()).toContain('a sample answer could not be read');
    expect(h.logged.join()).not.toContain('copy the rows');
  });
});

test('a form that is sent twice is one suggestion', async () => {
  const { subject } = await opened('maya', 'suggest backend');
  await Promise.all([1, 2].map(() => h.core.submit(h.actor('maya'), 'suggest', subject, written)));
  const reply = await queue('sam');
  expect(replyText(reply).split('billion rows')).toHaveLength(2);
});

test('the author may take it back, and nobody else', async () => {
  const thanks = await suggest('maya');
  expect(replyText(await press('leo', 'Take it back', thanks))).toContain('isn’t yours');
  expect(replyText(await press('maya', 'Take it back', thanks))).toContain('took your suggestion back');
  expect(replyText(await queue('sam'))).toContain('No suggestions are waiting');
});

test('a curator may edit it first; what is approved is what was edited', async () => {
  await suggest('maya');
  const form = await press('sam', 'Edit', await queue('sam'));
  if (form.type !== 'form') throw new Error('no form');
  expect(form.form.fields[0]).toMatchObject({ id: 'prompt', initial: written.prompt });
  const edited = { ...written, prompt: 'How would you move a big table while it is in use?' };
  const saved = await h.core.submit(h.actor('sam'), 'edit-question', form.form.subject, edited);
  expect(replyText(saved)).toContain('big table');
  await press('sam', 'Approve', saved);
  expect(await h.command('sam', 'bank')).toContain('big table');
});

test('declining gives the author the reason', async () => {
  await suggest('maya');
  const form = await press('sam', 'Decline', await queue('sam'));
  if (form.type !== 'form') throw new Error('no form');
  await h.core.submit(h.actor('sam'), 'decline', form.form.subject, { reason: 'We have one like it.' });
  await h.drain();
  expect((await h.said(undefined, 'maya')).at(-1)).toContain(
    'wasn’t added to the bank. We have one like it.',
  );
  const late = await h.core.action(h.actor('sam'), 'approve-suggestion', form.form.subject);
  expect(replyText(late)).toContain('was already declined');
});

test('whoever decides on their own suggestion isn’t told what they decided', async () => {
  await suggest('sam');
  await press('sam', 'Approve', await queue('sam'));
  await h.drain();
  const posts = h.services.db.selectFrom('posts').select('id').where('kind', '=', 'suggestion');
  expect(await posts.execute()).toEqual([]);
  await suggest('maya');
  await press('sam', 'Approve', await queue('sam'));
  expect(await posts.execute()).toHaveLength(1);
});

test('two curators at the same moment approve once', async () => {
  await suggest('maya');
  await h.command('sam', 'mentor add @Leo');
  const waiting = await queue('leo');
  await Promise.all(['sam', 'leo'].map((member) => press(member, 'Approve', waiting)));
  const questions = await h.services.db
    .selectFrom('questions')
    .selectAll()
    .where('owner', '=', h.workspace)
    .execute();
  expect(questions).toHaveLength(1);
});

test('the queue, edits and decisions are for mentors and admins', async () => {
  await suggest('maya');
  const waiting = await queue('sam');
  expect(replyText(await queue('maya'))).toContain('Mentors and admins look after');
  for (const label of ['Approve', 'Edit', 'Decline'])
    expect(replyText(await press('maya', label, waiting)), label).toContain('Mentors and admins look after');
  const subject = 'suggestion:1';
  expect(replyText(await h.core.submit(h.actor('maya'), 'edit-question', subject, written))).toContain(
    'Mentors and admins',
  );
  const { id } = await h.services.db.selectFrom('suggestions').select('id').executeTakeFirstOrThrow();
  expect(replyText(await h.core.submit(h.actor('maya'), 'decline', id, {}))).toContain('Mentors and admins');
  const { roles: _, ...withoutRoles } = h.actor('maya');
  expect(replyText(await h.core.action(withoutRoles, 'approve-suggestion', id))).toContain(
    'Mentors and admins',
  );
  const states = await h.services.db.selectFrom('suggestions').select('state').execute();
  expect(states).toEqual([{ state: 'waiting' }]);
  const own = h.services.db.selectFrom('questions').select('id').where('owner', '=', h.workspace);
  expect(await own.execute()).toEqual([]);
});

test('a reason may be left out, and be 500 characters long', async () => {
  await suggest('maya');
  const form = await press('sam', 'Decline', await queue('sam'));
  if (form.type !== 'form') throw new Error('no form');
  expect(form.form.fields).toMatchObject([{ id: 'reason', multiline: true, optional: true, maxLength: 500 }]);
  const decline = (reason: string) => h.core.submit(h.actor('sam'), 'decline', form.form.subject, { reason });
  expect(await decline('x'.repeat(501))).toEqual({
    type: 'invalid',
    errors: { reason: 'Shorten it to 500 characters.' },
  });
  expect(await queue('sam').then(replyText)).toContain('Decline');
  expect(replyText(await decline('x'.repeat(500)))).toContain('Declined');
});

test('one member can’t flood the queue', async () => {
  for (let count = 0; count < 10; count += 1) await suggest('maya');
  expect(replyText(await suggest('maya'))).toContain('are still waiting');
  expect(replyText(await suggest('leo'))).toContain('Thank you!');
});

test('curators see on their page that something waits', async () => {
  const page = async (member: string) =>
    replyText({ type: 'private', card: await h.core.home(h.actor(member)) });
  expect(await page('sam')).not.toContain('suggested question');
  await suggest('maya');
  expect(await page('sam')).toContain('1 suggested question is waiting.');
  expect(await page('maya')).not.toContain('suggested question');
});

describe('another workspace', () => {
  test('sees neither suggestions nor questions, and can’t ask, edit, retire or approve them', async () => {
    const thanks = await suggest('maya');
    const [, number = ''] = /"value":"(\d+)"/.exec(JSON.stringify(thanks)) ?? [];
    const { id: other } = await h.services.db
      .insertInto('workspaces')
      .values({ platform: 'web', external_id: 'other', name: 'Other' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const stranger = { ...h.actor('sam'), workspace: other };
    const say = async (text: string) => replyText(await h.core.command(stranger, text));
    expect(await say('bank suggestions')).toContain('No suggestions are waiting');
    expect(replyText(await h.core.action(stranger, 'approve-suggestion', number))).toContain(
      'no such suggestion here',
    );

    await press('sam', 'Approve', await queue('sam'));
    const id = `backend/our-${number}`;
    expect(await say('bank')).toContain('None yet');
    expect(await say('bank search billion rows')).toContain('Nothing matches');
    expect(await say(`question ${id}`)).toContain('I don’t know');
    for (const action of ['edit-question', 'retire-question'] as const)
      expect(
        replyText(await h.core.action(stranger, action, action === 'edit-question' ? `question:${id}` : id)),
      ).toContain('There is no question');
    expect((await h.core.questions(other, {}, 1000)).questions.map((one) => one.id)).not.toContain(id);
    expect((await h.core.questions(h.workspace, {}, 1000)).questions.map((one) => one.id)).toContain(id);

    const drop = h.services.db.insertInto('drops').values({
      workspace_id: other,
      channel_id: 'practice',
      source: 'request',
      question_owner: h.workspace,
      question_id: id,
      question_revision: 1,
      state: 'due',
      reveal_after_minutes: 60,
      created_at: h.now,
    });
    await expect(drop.execute()).rejects.toThrow('drops_check');
  });
});

test('an author who takes no messages is no problem of the channel', async () => {
  const closed = await Harness.start({
    platform: (web) => ({
      ...web,
      whisper: async () => {
        throw new PlatformError('unreachable', 'They take no direct messages.');
      },
    }),
  });
  try {
    const form = await closed.core.command(closed.actor('maya'), 'suggest backend');
    if (form.type !== 'form') throw new Error(replyText(form));
    await closed.core.submit(closed.actor('maya'), 'suggest', form.form.subject, written);
    await closed.core.action(closed.actor('sam'), 'approve-suggestion', '1');
    await closed.drain();
    const { db } = closed.services;
    expect(await db.selectFrom('posts').select(['kind', 'state']).execute()).toEqual([
      { kind: 'suggestion', state: 'failed' },
    ]);
    const problems = await db.selectFrom('channels').select('problem').execute();
    expect(problems.every(({ problem }) => problem === null)).toBe(true);
  } finally {
    await closed.stop();
  }
});
