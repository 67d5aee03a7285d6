import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { textOf } from './html.ts';
import { type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());
beforeEach(() => {
  web.core.calls.length = 0;
});

const page = async (person?: string, path = '/c/practice') => (await web.get(path, person)).text();
const act = (id: string, fields: Record<string, string>, person?: string) =>
  web.send(`/c/practice/m/${id}`, fields, person);

describe('reactions', () => {
  test('are added once and taken back', async () => {
    const id = await web.say('React to this');
    for (const _ of [1, 2]) await act(id, { react: '👍' }, 'leo');
    await act(id, { react: '👍' }, 'sam');
    expect(web.core.calls.at(-1)).toMatchObject([
      'reactionAdded',
      { member: 'sam', message: id, emoji: '👍' },
    ]);
    expect(textOf(await page('leo'))).toMatch(/Thumbs up, 2/);
    expect(await page('leo')).toContain('name="unreact" value="👍" aria-pressed="true"');
    await act(id, { unreact: '👍' }, 'leo');
    expect(web.core.calls.at(-1)).toMatchObject(['reactionRemoved', { member: 'leo' }]);
    expect(await page('leo')).toContain('name="react" value="👍" aria-pressed="false" title="Sam"');
  });

  test('of other kinds are refused', async () => {
    const id = await web.say('Not that');
    expect((await act(id, { react: '<b>' })).status).toBe(422);
    expect(web.core.calls.map(([name]) => name)).toEqual(['messagePosted']);
  });
});

describe('one’s own messages', () => {
  test('are edited', async () => {
    const id = await web.say('Befour');
    expect(await (await act(id, { do: 'edit' })).text()).toContain('Befour</textarea>');
    const response = await act(id, { do: 'save', text: 'After\u0000wards' });
    expect(await response.text()).toContain('Afterwards');
    expect(web.core.calls.at(-1)).toMatchObject(['messageEdited', { message: id, text: 'Afterwards' }]);
    expect(await page()).toMatch(/edited[\s\S]*Afterwards/);
  });

  test('can’t be emptied', async () => {
    const id = await web.say('Full of words');
    const response = await act(id, { do: 'save', text: '\u200b' });
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining('error-form')]);
  });

  test('are deleted, and their thread stays readable', async () => {
    const id = await web.say('Soon gone');
    await web.say('But I replied', 'leo', { thread: id });
    await act(id, { do: 'delete' });
    expect(web.core.calls.at(-1)).toMatchObject(['messageDeleted', { message: id, channel: 'practice' }]);
    expect(await page()).not.toContain('Soon gone');
    expect(textOf(await page('leo', `/c/practice/t/${id}`))).toMatch(
      /This message was deleted\.[\s\S]*But I replied/,
    );
    const alone = await web.say('Nobody replied');
    await act(alone, { do: 'delete' });
    expect(await page()).not.toContain(`id="m-${alone}"`);
  });

  test.each(['edit', 'save', 'confirm-delete', 'delete'])('are nobody else’s to %s', async (what) => {
    const id = await web.say('Mine');
    expect((await act(id, { do: what, text: 'Yours' }, 'leo')).status).toBe(422);
    expect(await page()).toContain('Mine');
  });
});

describe('the menu', () => {
  const thread = async (person: string) => {
    const root = await web.say('The root', 'sam');
    await web.say('The answer', 'maya', { thread: root });
    return page(person, `/c/practice/t/${root}`);
  };

  test('offers authors to use, edit and delete', async () => {
    const markup = await thread('maya');
    for (const label of ['Use as my answer', 'Edit', 'Delete', 'Reply', 'Copy link'])
      expect(markup).toContain(`>${label}<`);
    expect(markup).not.toContain('value="review"');
  });

  test('offers mentors to review, also those whom the core made one', async () => {
    expect(await thread('priya')).toContain('value="review"');
    expect(await thread('leo')).not.toContain('value="review"');
    await web.db.updateTable('members').set({ is_mentor: true }).where('id', '=', 'leo').execute();
    expect(await thread('leo')).toContain('value="review"');
  });

  test('what it doesn’t have is refused', async () => {
    const id = await web.say('Nothing to see');
    for (const what of ['constructor', 'toString', '', 'x'])
      expect((await act(id, { do: what })).status).toBe(422);
    expect((await act(id, {})).status).toBe(422);
  });
});

test('only the buttons that a card offers can be pressed', async () => {
  const { message } = await web.platform.post({
    workspace: web.workspace,
    channel: 'practice',
    key: 'card',
    retry: false,
    since: new Date(),
    card: {
      summary: 'Vote',
      blocks: [{ type: 'buttons', buttons: [{ label: 'Vote', action: 'vote', value: '7' }] }],
    },
  });
  expect((await act(message, { press: 'vote 7' })).status).toBe(200);
  expect(web.core.calls).toMatchObject([['action', { member: 'maya' }, 'vote', '7']]);
  for (const press of ['vote 8', 'review 7', 'vote', ' '])
    expect((await act(message, { press })).status).toBe(422);
  expect(web.core.calls).toHaveLength(1);
});
