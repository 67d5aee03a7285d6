import { describe, expect, test } from 'vitest';
import { focused, useBrowser } from './browser-test.ts';
import { privately } from './fake-core.ts';
import { until } from './support.ts';

const { web, visit } = useBrowser();

describe('threads', () => {
  test('open with the focus inside, and give it back when they close', async () => {
    const root = await web().say('A root for the thread');
    const page = await visit('/', { person: 'leo' });
    const menu = page.locator(`#m-${root} summary`);
    await menu.focus();
    await menu.press('Enter');
    await page.locator(`#m-${root}`).getByRole('link', { name: 'Reply in thread' }).last().press('Enter');
    await page.locator('#text-thread').waitFor();
    await until(async () => (await focused(page)) === 'text-thread');
    expect(page.url()).toMatch(new RegExp(`/t/${root}$`));
    await page.keyboard.type('My reply');
    await page.keyboard.press('Enter');
    await page.locator(`#replies-${root} .message`, { hasText: 'My reply' }).waitFor();
    await page.locator(`#m-${root} .thread-link`, { hasText: '1 reply' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('#text-thread').count()).toBe(0);
    expect(await focused(page)).toContain('thread-link');
    expect(page.url()).toMatch(/\/c\/practice$/);
    await page.goBack();
    await page.locator('#text-thread').waitFor();
    expect(page.complaints).toEqual([]);
  });

  test('a reply quotes the message it answers', async () => {
    const root = await web().say('The question');
    const answer = await web().say('The answer to quote', 'maya', { thread: root });
    const page = await visit(`/c/practice/t/${root}`, { person: 'priya' });
    await page.locator('#text-thread').fill('I had typed this before');
    await page.locator(`#m-${answer} summary`).click();
    await page.locator(`#m-${answer}`).getByRole('link', { name: 'Reply', exact: true }).click();
    await page.getByText('Replying to Maya').waitFor();
    await until(async () => (await focused(page)) === 'text-thread');
    await page.keyboard.press('Enter');
    await page.locator('.quoted', { hasText: 'The answer to quote' }).waitFor();
    expect(web().core.calls.at(-1)).toMatchObject([
      'messagePosted',
      { replyTo: answer, replyToMember: 'maya', text: 'I had typed this before' },
    ]);
    expect(await page.locator('.replying').count()).toBe(0);
  });

  test('a link to a reply opens its thread and marks it', async () => {
    const root = await web().say('Linked root');
    const reply = await web().say('Linked reply', 'leo', { thread: root });
    const page = await visit(`/c/practice/m/${reply}`);
    const shown = page.locator(`#m-${reply}`);
    await shown.waitFor();
    expect(await shown.evaluate((element) => element.matches(':target'))).toBe(true);
  });
});

test('people are switched and added by keyboard', async () => {
  const page = await visit('/library');
  await page.locator('.switcher > summary').press('Enter');
  await page.getByRole('button', { name: 'Priya' }).press('Enter');
  await page.waitForURL('**/library');
  expect(await page.locator('.who').innerText()).toMatch(/You are\s+Priya mentor/);
  await page.locator('.switcher > summary').press('Enter');
  await page.getByText('Add a person').press('Enter');
  await page.locator('#person-name').fill('Zoë');
  await page.locator('#person-name').press('Enter');
  await page.locator('.who', { hasText: 'Zoë' }).waitFor();
});

test('the library says which button posts in the channel; the other leads to private practice', async () => {
  web().core.answers.command = () => privately('Private practice');
  const page = await visit('/library/backend');
  await page.getByRole('button', { name: 'Practise privately' }).first().click();
  await page.waitForURL('**/c/practice#m-*');
  await page.locator('.message.private:target', { hasText: 'Private practice' }).waitFor();
  expect(web().core.calls.at(-1)).toMatchObject(['command', {}, 'question backend/hard-bug private']);

  web().core.answers.command = () => ({ type: 'nothing' });
  await page.goto('/library/backend');
  await page.getByRole('button', { name: 'Ask in #practice' }).first().click();
  await page.waitForURL('**/c/practice');
  expect(web().core.calls.at(-1)).toMatchObject(['command', {}, 'question backend/hard-bug']);
});
