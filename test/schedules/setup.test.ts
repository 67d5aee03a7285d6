import { afterEach, beforeEach, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import type { Form } from '../../src/chat/form.ts';
import { Harness, replyText } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start();
});
afterEach(() => h.stop());

const whole = {
  channel: 'practice',
  days: '1,4',
  time: '9am',
  zone: 'berlin',
  tracks: 'backend',
  levels: '',
  reveal: '240',
  leaderboard: '0',
};

async function open(timeZone?: string): Promise<Form> {
  const actor = { ...h.actor('sam'), ...(timeZone ? { timeZone } : {}) };
  const reply = await h.core.command(actor, 'setup');
  if (reply.type !== 'form') throw new Error(replyText(reply));
  return reply.form;
}

const initials = ({ fields }: Form) =>
  Object.fromEntries(fields.map((field) => [field.id, 'initial' in field ? field.initial : undefined]));
const submit = async (values: Record<string, string>, by = 'sam') =>
  h.core.submit(h.actor(by), 'setup', 'practice', values);

test('the form begins with sensible values and the installer’s zone, later with what is set', async () => {
  expect(initials(await open('Asia/Tokyo'))).toMatchObject({
    channel: 'practice',
    days: ['1', '2', '3', '4', '5'],
    time: '09:00',
    zone: 'Asia/Tokyo',
    leaderboard: '5',
  });
  const done = replyText(await submit(whole));
  expect(done).toContain('Monday, Thursday at 09:00, Europe/Berlin');
  expect(done.match(/^- (Mon|Thu) /gm)).toHaveLength(10);
  expect(initials(await open('Asia/Tokyo'))).toMatchObject({
    days: ['1', '4'],
    zone: 'Europe/Berlin',
    tracks: ['backend'],
    reveal: '240',
    leaderboard: '0',
  });
});

test('weak spots choose where the form says so, and a form without the field leaves that as it is', async () => {
  expect(initials(await open())).toMatchObject({ adaptive: 'off' });
  const chosen = 'Weak spots: choose at most every second question';
  expect(replyText(await submit({ ...whole, adaptive: 'on' }))).toContain(chosen);
  expect(initials(await open())).toMatchObject({ adaptive: 'on' });
  expect(replyText(await submit(whole))).toContain(chosen);
  expect(replyText(await submit({ ...whole, adaptive: 'off' }))).toContain('Weak spots: off');
});

test('what makes no sense is said at its field, and nothing is saved', async () => {
  const reply = await submit({ ...whole, time: '25:00', zone: 'Europe/Berln', days: '' });
  if (reply.type !== 'invalid') throw new Error('it was taken');
  expect(reply.errors).toEqual({
    time: 'Enter a time such as 09:00, 9:30 am or noon.',
    zone: 'There’s no such time zone. Did you mean Europe/Berlin?',
    days: 'Choose at least one day.',
  });
  expect(await h.services.db.selectFrom('schedules').select('at').execute()).toEqual([]);
});

test('it sets up the channel that it names, and says what is still to be done there', async () => {
  expect(replyText(await submit({ ...whole, channel: 'nowhere' }))).toContain(
    'One thing to do: There is no channel “nowhere”',
  );
  await addChannel(h.services.db, h.workspace, 'random');
  expect(replyText(await submit({ ...whole, channel: 'random' }))).not.toContain('One thing to do');
  const set = await h.services.db
    .selectFrom('schedules')
    .select('channel_id')
    .orderBy('channel_id')
    .execute();
  expect(set.map((schedule) => schedule.channel_id)).toEqual(['nowhere', 'random']);
});

test('is for admins, also when the form is sent by somebody else', async () => {
  expect(await h.command('maya', 'setup')).toContain('is for admins');
  expect(replyText(await submit(whole, 'maya'))).toContain('is for admins');
});

test('when the bot is removed, nothing is posted there any more', async () => {
  await submit(whole);
  await h.core.workspaceEnded(h.workspace);
  h.clock(60 * 24 * 7);
  await h.sweep();
  expect(await h.said()).toEqual([]);
});
