import { afterAll, beforeAll, expect, test } from 'vitest';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterAll(() => world.close());

const fieldOf = (modal: unknown, field: string) =>
  JSON.stringify(modal).match(new RegExp(`"custom_id":"(${field}:[^"]*)"`))?.[1] ?? 'none';

test('a question is suggested in a form, edited, approved and asked; its author gets a message', async () => {
  const form = await team.command('maya', ['suggest'], { track: 'backend' });
  expect(form.kind).toBe('modal');
  const thanks = await form.submit({
    [fieldOf(form.modal, 'prompt')]: 'How do you move a big table while it is in use?',
    [fieldOf(form.modal, 'points')]: 'Copies in batches\nWrites to both sides\nSwitches reads first',
    [fieldOf(form.modal, 'sample')]:
      'I copy in batches while both sides are written, and switch reads first.',
  });
  expect(await said(thanks)).toContain('Thank you!');

  const queue = await team.command('sam', ['bank', 'suggestions']);
  expect(await said(queue)).toContain('big table');
  const edit = await team.person('sam').press(queue.message ?? '', 'Edit');
  expect(edit.kind).toBe('modal');
  const saved = await edit.submit({
    [fieldOf(edit.modal, 'prompt')]: 'How do you move a huge table while it is in use?',
    [fieldOf(edit.modal, 'points')]: 'Copies in batches\nWrites to both sides\nSwitches reads first',
    [fieldOf(edit.modal, 'sample')]:
      'I copy in batches while both sides are written, and switch reads first.',
  });
  expect(await said(saved)).toContain('huge table');

  const approved = await team.person('sam').press(queue.message ?? '', 'Approve');
  await expect.poll(() => said(approved)).toContain('backend/our-1 can be asked from now on.');
  await team.hears(world.discord.directMessages(team.id('maya')).id, /Your question is in the bank now/);
  await team.command('leo', ['question'], { question: 'backend/our-1' });
  await team.hears(team.practice, /huge table/);
});

test('a form that lacks something comes back with what was written', async () => {
  const form = await team.command('maya', ['suggest'], { track: 'backend' });
  const sent = await form.submit({
    [fieldOf(form.modal, 'prompt')]: 'Is one key point enough?',
    [fieldOf(form.modal, 'points')]: 'Only one',
    [fieldOf(form.modal, 'sample')]: 'No.',
  });
  expect(await said(sent)).toMatch(/Write 3 to 8 key points[\s\S]*Is one key point enough\?/);
});

test('a sample answer without a point is sent back once; “Try again” opens the form with all that was written', async () => {
  const form = await team.command('leo', ['suggest'], { track: 'devops' });
  const values = {
    prompt: 'How do you move a table of a billion rows?',
    points: 'Copies in batches\nWrites to both sides meanwhile\nKeeps the old table for a week',
    sample: 'I would copy the rows in batches. The application writes to both sides meanwhile.',
  };
  const fields = (modal: unknown) =>
    Object.fromEntries(Object.entries(values).map(([field, value]) => [fieldOf(modal, field), value]));
  const refused = await form.submit(fields(form.modal));
  expect(await said(refused)).toMatch(/I find 2 of 3 points[\s\S]*“Keeps the old table for a week”/);
  const again = await team.person('leo').press(refused.message ?? '', 'Try again');
  expect(again.kind).toBe('modal');
  for (const value of Object.values(values))
    expect(JSON.stringify(again.modal)).toContain(JSON.stringify(value).slice(1, -1));
  expect(await said(await again.submit(fields(again.modal)))).toContain('Thank you!');
});
