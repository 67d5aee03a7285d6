/// <reference lib="dom" />
import { beforeEach, describe, expect, test } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { isInView, useBrowser } from './browser-test.ts';
import { privately } from './fake-core.ts';

const { web, visit } = useBrowser();
let root: string;

beforeEach(async () => {
  const { message } = await web().platform.post({
    workspace: web().workspace,
    channel: 'practice',
    key: crypto.randomUUID(),
    retry: false,
    since: new Date(),
    card: {
      summary: 'A question',
      blocks: [
        { type: 'header', text: 'How do you find a slow query?' },
        {
          type: 'buttons',
          buttons: [
            { label: 'Practise privately', action: 'practise-privately', value: '1' },
            { label: 'Sample answer', action: 'show-sample-answer', value: '1' },
          ],
        },
      ],
    },
  });
  root = message;
  for (let line = 1; line <= 25; line += 1) {
    await web().say(`Reply ${line}`, 'leo', { thread: root });
    await web().say(`In the channel ${line}`, 'leo');
  }
});

describe.each([
  ['desk', { width: 1280, height: 800 }],
  ['phone', { width: 390, height: 844 }],
] as const)('on a %s', (_device, viewport) => {
  test('a click in a thread is answered there, beneath the message', async () => {
    web().core.answers.action = () => privately('Answer first');
    const page = await visit(`/c/practice/t/${root}`, { viewport });
    await page.locator(`#root-${root}`).getByRole('button', { name: 'Sample answer' }).click();
    const reply = page.locator(`#replies-${root} .private`, { hasText: 'Answer first' });
    await reply.waitFor();
    await expect.poll(() => isInView(reply)).toBe(true);
    expect(await page.locator(`#replies-${root} > .message`).first().innerText()).toContain('Answer first');
    expect(await page.locator('#messages .private', { hasText: 'Answer first' }).count()).toBe(0);
    await page.reload();
    expect(await page.locator(`#replies-${root} > .message`).first().innerText()).toContain('Answer first');
  });

  test('so is what a form says that was opened there', async () => {
    const form: Form = {
      name: 'private-answer',
      subject: '7',
      title: 'Answer privately',
      submitLabel: 'Get feedback',
      fields: [{ type: 'text', id: 'answer', label: 'Your answer', multiline: true, maxLength: 200 }],
    };
    web().core.answers.action = () => ({ type: 'form', form });
    web().core.answers.submit = () => privately('Got it');
    const page = await visit(`/c/practice/t/${root}`, { viewport });
    await page.locator(`#root-${root}`).getByRole('button', { name: 'Practise privately' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('I read the plan.');
    await page.getByRole('button', { name: 'Get feedback' }).click();
    const reply = page.locator(`#replies-${root} .private`, { hasText: 'Got it' });
    await reply.waitFor();
    await expect.poll(() => isInView(reply)).toBe(true);
  });

  test('a click far up in the channel is answered there', async () => {
    web().core.answers.action = () => privately('Here it is');
    const page = await visit('/', { viewport });
    await page.locator(`#m-${root}`).getByRole('button', { name: 'Sample answer' }).click();
    const reply = page.locator(`#m-${root} + .private`, { hasText: 'Here it is' });
    await reply.waitFor();
    await expect.poll(() => isInView(reply)).toBe(true);
    await page.locator(`#m-${root}`).getByRole('button', { name: 'Sample answer' }).click();
    await page.locator(`#m-${root} + .private + .private`, { hasText: 'Here it is' }).waitFor();
    expect(page.complaints).toEqual([]);
  });
});
