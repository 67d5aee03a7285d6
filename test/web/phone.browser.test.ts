/// <reference lib="dom" />
import { expect, test } from 'vitest';
import { isInView, useBrowser } from './browser-test.ts';

const { web, visit } = useBrowser();
const phone = { viewport: { width: 390, height: 844 } };

const post = async (title: string, thread?: string) =>
  web().platform.post({
    workspace: web().workspace,
    channel: 'practice',
    ...(thread ? { thread } : {}),
    key: crypto.randomUUID(),
    retry: false,
    since: new Date(),
    card: {
      summary: title,
      blocks: [
        { type: 'header', text: title },
        { type: 'list', items: Array.from({ length: 30 }, (_, line) => `Line ${line}`) },
        { type: 'buttons', buttons: [{ label: 'Vote', action: 'vote', value: '1' }] },
      ],
    },
  });

test('code and fenced blocks are shown as code, and never as markup', async () => {
  const id = await web().say(
    'I would run `EXPLAIN <b>` first, @Leo:\n```sql\nselect *\n  from "orders" -- @Leo <script>alert(1)</script>\n```\nThen **measure** it.',
    'maya',
  );
  const page = await visit('/', phone);
  const text = page.locator(`#m-${id} .text`);
  expect(await text.locator(':scope > code').allInnerTexts()).toEqual(['EXPLAIN <b>']);
  expect(await text.locator('pre').innerText()).toBe(
    'select *\n  from "orders" -- @Leo <script>alert(1)</script>',
  );
  expect(await text.locator('.mention').count()).toBe(1);
  expect(await text.innerText()).toContain('Then **measure** it.');
  expect(await text.innerText()).not.toContain('```');
});

test('a long fenced block folds, and nothing of it is lost', async () => {
  const code = Array.from({ length: 900 }, (_, line) => `line ${line};`).join('\n');
  const id = await web().say(`Before\n~~~\n${code}\n~~~\nAfter`, 'maya');
  const page = await visit('/', phone);
  await page.locator(`#m-${id}`).getByText('Show the rest').click();
  const blocks = await page.locator(`#m-${id} pre`).allTextContents();
  expect(blocks.join('')).toBe(code);
});

test('a tall card that comes, or is last, is read from its beginning', async () => {
  const { message: root } = await post('The question');
  const page = await visit(`/c/practice/t/${root}`, phone);
  await page.locator('#text-thread').fill('My answer to it');
  await page.locator('#text-thread').press('Enter');
  await page.locator(`#replies-${root} .text`, { hasText: 'My answer' }).waitFor();
  await post('Feedback · 47 / 100', root);
  const heading = page.locator(`#replies-${root}`).getByRole('heading', { name: 'Feedback' });
  await expect.poll(() => isInView(heading)).toBe(true);
  await page.reload();
  await expect.poll(() => isInView(heading)).toBe(true);
  await page.goto('/');
  await expect
    .poll(() => isInView(page.locator('#messages').getByRole('heading', { name: 'The question' })))
    .toBe(true);
  await page.locator(`#m-${root} .thread-link`).click();
  await expect.poll(() => isInView(heading)).toBe(true);
  expect(page.complaints).toEqual([]);
});
