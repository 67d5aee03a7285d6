import { describe, expect, test } from 'vitest';
import { box, useBrowser } from './browser-test.ts';
import { privately } from './fake-core.ts';

const { web, visit } = useBrowser();

describe('writing', () => {
  test('Enter sends, Shift+Enter breaks the line, and others see it at once', async () => {
    const [maya, leo] = await Promise.all([visit('/'), visit('/', { person: 'leo' })]);
    await box(maya).pressSequentially('Two');
    await box(maya).press('Shift+Enter');
    await box(maya).pressSequentially('lines');
    await box(maya).press('Enter');
    await leo.locator('.message .text', { hasText: 'Two' }).waitFor();
    expect(await leo.locator('.message .text').last().innerText()).toBe('Two\nlines');
    await maya.locator('.message').waitFor();
    await expect.poll(() => box(maya).inputValue()).toBe('');
    await box(maya).fill('And once more');
    await box(maya).press('Enter');
    await leo.locator('.message', { hasText: 'And once more' }).waitFor();
    expect(await maya.locator('.message').count()).toBe(2);
    expect([...maya.complaints, ...leo.complaints]).toEqual([]);
    expect(await leo.locator('#announcer').innerText()).toBe('Maya: And once more');
    expect(await maya.locator('#announcer').innerText()).toBe('');
  });

  test('what is typed outlives a reload', async () => {
    const page = await visit('/');
    await box(page).pressSequentially('Half a thou');
    await page.reload();
    expect(await box(page).inputValue()).toBe('Half a thou');
  });

  test('what can’t be sent stays in the box, with the reason', async () => {
    const page = await visit('/');
    await box(page).fill('x'.repeat(50_000));
    await box(page).press('Enter');
    await page.getByText('This has 50,000 characters').waitFor();
    expect(await box(page).inputValue()).toHaveLength(50_000);

    await box(page).fill('No network, no loss');
    await page.context().setOffline(true);
    await box(page).press('Enter');
    await page.getByText('Your text is still here').waitFor();
    expect(await box(page).inputValue()).toBe('No network, no loss');
    await page.context().setOffline(false);
    await box(page).press('Enter');
    await page.locator('.message', { hasText: 'No network, no loss' }).waitFor();
    await expect.poll(() => box(page).inputValue()).toBe('');
  });

  test('commands complete by keyboard', async () => {
    const names = ['question', 'leaderboard', 'stats'];
    web().core.answers.suggest = (_actor: unknown, text: string) =>
      names
        .filter((name) => name.startsWith(text) && name !== text.trim())
        .map((name) => ({ text: name, label: name, help: `About ${name}` }));
    web().core.answers.command = () => privately('Here is the leaderboard');
    const page = await visit('/');
    // At once: suggestions for each letter by itself would come and go while one is chosen.
    await box(page).fill('/int');
    await page.getByRole('option', { name: /leaderboard/ }).waitFor();
    await box(page).press('ArrowDown');
    const active = page.locator(`#${await box(page).getAttribute('aria-activedescendant')}`);
    expect(await active.getAttribute('aria-selected')).toBe('true');
    await box(page).press('Tab');
    expect(await box(page).inputValue()).toBe('/interview leaderboard ');
    await box(page).press('Enter');
    const reply = page.locator('.message.private', { hasText: 'Here is the leaderboard' });
    await reply.waitFor();
    const command = web().core.calls.find(([name]) => name === 'command');
    expect(command).toMatchObject(['command', {}, 'leaderboard']);
    await reply.getByRole('button', { name: 'Dismiss' }).click();
    await reply.waitFor({ state: 'detached' });
    expect(page.complaints).toEqual([]);
  });
});

test('suggestions behind a finished word are only offered', async () => {
  const offers = [{ text: 'leaderboard week', label: 'week', help: 'This week' }];
  web().core.answers.suggest = (_actor: unknown, text: string) => (text === 'leaderboard ' ? offers : []);
  web().core.answers.command = () => privately('All of them');
  const page = await visit('/');
  await box(page).pressSequentially('/interview leaderboard ');
  const option = page.getByRole('option', { name: /week/ });
  await option.waitFor();
  await box(page).press('ArrowDown');
  expect(await option.getAttribute('aria-selected')).toBe('true');
  await box(page).press('Escape');
  await option.waitFor({ state: 'detached' });
  await box(page).press('Backspace');
  await box(page).press(' ');
  await option.waitFor();
  await box(page).press('Enter');
  await page.locator('.message.private', { hasText: 'All of them' }).waitFor();
  expect(web().core.calls.at(-1)).toMatchObject(['command', {}, 'leaderboard']);
});

test('Enter on a complete command runs it', async () => {
  const show = { text: 'schedule show', label: 'show', help: 'The schedule' };
  web().core.answers.suggest = () => [show];
  web().core.answers.command = () => privately('Daily at nine');
  const page = await visit('/');
  await box(page).pressSequentially('/interview schedule');
  await page.getByRole('option', { name: /show/ }).waitFor();
  await box(page).press('Enter');
  await page.locator('.message.private', { hasText: 'Daily at nine' }).waitFor();
  expect(web().core.calls.findLast(([name]) => name === 'command')).toMatchObject([
    'command',
    {},
    'schedule',
  ]);
});

test('a channel’s name that can’t be is refused at the field', async () => {
  const page = await visit('/');
  await page.getByText('Add a channel').click();
  await page.locator('#channel-name').fill('what?!');
  await page.locator('#channel-name').press('Enter');
  await page.locator('#error-channel-name', { hasText: 'letters, digits and hyphens' }).waitFor();
  expect(await page.locator('#channel-name').inputValue()).toBe('what?!');
  await page.locator('#channel-name').fill('System design');
  await page.locator('#channel-name').press('Enter');
  await page.waitForURL('**/c/system-design');
});

test('a field’s error goes when one of its checkboxes is set', async () => {
  const options = [{ value: 'mon', label: 'Monday' }];
  const field = { type: 'multi-select' as const, id: 'days', label: 'Days', options, initial: [] };
  web().core.answers.command = () => ({
    type: 'form',
    form: { name: 'setup', subject: '', title: 'Set up', submitLabel: 'Save', fields: [field] },
  });
  web().core.answers.submit = () => ({ type: 'invalid', errors: { days: 'Choose a day.' } });
  const page = await visit('/');
  await box(page).fill('/interview setup');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Choose a day.').waitFor();
  await page.getByLabel('Monday').check();
  expect(await page.getByText('Choose a day.').count()).toBe(0);
});

test('a page that was cut off catches up', async () => {
  const page = await visit('/');
  await web().say('before the tunnel', 'leo');
  await page.locator('.message', { hasText: 'before the tunnel' }).waitFor();
  const paused = await page.context().newCDPSession(page);
  await paused.send('Page.setWebLifecycleState', { state: 'frozen' });
  await web().say('inside the tunnel', 'leo');
  await paused.send('Page.setWebLifecycleState', { state: 'active' });
  await page.locator('.message', { hasText: 'inside the tunnel' }).waitFor();
});

test('a live connection that fails at first is made later', async () => {
  const page = await visit('/library');
  await page.route(/\/live\?/, (route) => route.abort(), { times: 1 });
  await page.goto('/c/practice');
  await page.getByText('Reconnecting…').waitFor();
  await web().say('said meanwhile', 'leo');
  await page.locator('.message', { hasText: 'said meanwhile' }).waitFor();
  await page.getByText('Reconnecting…').waitFor({ state: 'hidden' });
});

test('without scripts one still reads and writes', async () => {
  const page = await visit('/', { javaScriptEnabled: false });
  await box(page).fill('No script at all');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.message', { hasText: 'No script at all' }).waitFor();
});
