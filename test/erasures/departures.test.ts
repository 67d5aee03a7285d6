import { afterAll, beforeAll, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());

const days = async (count: number) => {
  h.clock(count * 24 * 60);
  await h.sweep();
};
const isKnown = async (member: string) => {
  const rows = await h.services.db
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', h.workspace)
    .where('id', '=', member)
    .execute();
  return rows.length === 1;
};
const authors = async () => (await h.answers()).map(({ member_id }) => member_id);

test('whose account stays deactivated for 30 days is forgotten, and the audit says no name', async () => {
  await h.reply('maya', await h.drop(), good);
  await h.core.memberLeft(h.workspace, 'maya');
  await h.core.memberLeft(h.workspace, 'maya');
  await days(29);
  expect(await isKnown('maya')).toBe(true);
  await days(2);
  expect(await isKnown('maya')).toBe(false);
  expect(await authors()).toEqual([]);
  expect(await h.command('sam', 'audit')).toContain('had all their data erased');
});

test('who is back before is as before', async () => {
  await h.reply('leo', await h.drop(), good);
  await h.core.memberLeft(h.workspace, 'leo');
  await days(20);
  await h.core.memberReturned(h.workspace, 'leo');
  await days(20);
  expect(await authors()).toEqual(['leo']);
});

test('who asked to be forgotten doesn’t wait, also when their account went first', async () => {
  await h.core.memberLeft(h.workspace, 'leo');
  await h.core.submit(h.actor('leo'), 'forget-me', '', { confirmed: 'true', keep: 'true' });
  await h.core.memberReturned(h.workspace, 'leo');
  await h.sweep();
  expect(await isKnown('leo')).toBe(false);
});

test('of who never used it nothing is kept', async () => {
  await h.core.memberLeft(h.workspace, 'stranger');
  await h.core.memberReturned(h.workspace, 'stranger');
  const rows = await h.services.db
    .selectFrom('erasures')
    .select('member_id')
    .where('workspace_id', '=', h.workspace)
    .where('member_id', 'is not', null)
    .execute();
  expect(rows).toEqual([]);
});
