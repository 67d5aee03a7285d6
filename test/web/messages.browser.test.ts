/// <reference lib="dom" />
import { describe, expect, test } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { focused, useBrowser } from './browser-test.ts';
import { privately } from './fake-core.ts';
import { until } from './support.ts';

const { web, visit } = useBrowser();

test('a menu never opens where it can’t be reached', async () => {
  const id = await web().say('The very last message', 'maya');
  const page = await visit('/', { viewport: { width: 390, height: 600 } });
  await page.locator(`#m-${id} summary`).click();
  await page.locator(`#m-${id}`).getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').waitFor();
});

describe('messages', () => {
  test('reactions toggle, for everybody', async () => {
    const id = await web().say('React to me', 'leo');
    const [maya, sam] = await Promise.all([visit('/'), visit('/', { person: 'sam' })]);
    await maya.locator(`#m-${id} .text`).hover();
    await maya.locator(`#m-${id} .quick-bar`).getByRole('button', { name: 'Thumbs up' }).click();
    const mine = maya.locator(`#m-${id} .reaction`);
    await mine.waitFor();
    expect(await mine.getAttribute('aria-pressed')).toBe('true');
    const theirs = sam.locator(`#m-${id} .reaction`);
    await theirs.waitFor();
    expect(await theirs.getAttribute('aria-pressed')).toBe('false');
    await theirs.click();
    await until(async () => (await mine.innerText()).includes('2'));
    await mine.click();
    await until(async () => (await theirs.innerText()).includes('1'));
    expect([...maya.complaints, ...sam.complaints]).toEqual([]);
  });

  test('are edited and deleted in a dialog, and an open menu stays open meanwhile', async () => {
    const id = await web().say('Befour', 'maya');
    const other = await web().say('Bystander', 'leo');
    const [maya, leo] = await Promise.all([visit('/'), visit('/', { person: 'leo' })]);
    await leo.locator(`#m-${id} summary`).click();
    await leo.locator('#text-channel').fill('typing something');
    await maya.locator(`#m-${id} summary`).click();
    await maya.getByRole('button', { name: 'Edit' }).click();
    await maya.getByRole('dialog').getByRole('textbox').fill('After');
    await maya.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await leo.locator(`#m-${id} .text`, { hasText: 'After' }).waitFor();
    expect(await leo.locator(`#m-${id} details`).getAttribute('open')).not.toBeNull();
    expect(await leo.locator('#text-channel').inputValue()).toBe('typing something');
    await maya.getByRole('dialog').waitFor({ state: 'detached' });
    await maya.locator(`#m-${id} summary`).click();
    await maya.getByRole('button', { name: 'Delete' }).click();
    await maya.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await leo.locator(`#m-${id}`).waitFor({ state: 'detached' });
    expect(await leo.locator(`#m-${other}`).count()).toBe(1);
  });

  test('buttons of cards and forms: mistakes are named, the dialog stays, focus comes back', async () => {
    const form: Form = {
      name: 'review',
      subject: '7',
      title: 'Review answer',
      submitLabel: 'Send review',
      fields: [{ type: 'text', id: 'comment', label: 'Comment', multiline: true, maxLength: 20 }],
    };
    web().core.answers.action = () => ({ type: 'form', form });
    await web().platform.post({
      workspace: web().workspace,
      channel: 'practice',
      key: 'card-with-form',
      retry: false,
      since: new Date(),
      card: {
        summary: 'Review',
        blocks: [{ type: 'buttons', buttons: [{ label: 'Review it', action: 'review', value: '7' }] }],
      },
    });
    const page = await visit('/');
    await page.getByRole('button', { name: 'Review it' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Review answer' });
    await dialog.waitFor();
    web().core.answers.submit = () => ({ type: 'invalid', errors: { comment: 'Three words at least.' } });
    const comment = dialog.getByRole('textbox');
    await comment.fill('Good.');
    await dialog.getByRole('button', { name: 'Send review' }).click();
    await dialog.getByText('Three words at least.').waitFor();
    expect(await comment.getAttribute('aria-invalid')).toBe('true');
    expect(await focused(page)).toBe('field-comment');
    await comment.fill('x'.repeat(21));
    expect(await comment.evaluate((field: HTMLTextAreaElement) => field.checkValidity())).toBe(false);
    web().core.answers.submit = () => privately('Thank you');
    await comment.fill('Good, clear, short.');
    await dialog.getByRole('button', { name: 'Send review' }).click();
    await page.locator('.message.private', { hasText: 'Thank you' }).waitFor();
    expect(await dialog.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Review it');
    expect(page.complaints.filter((text) => !text.includes('422'))).toEqual([]);
  });
});
