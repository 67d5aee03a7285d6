/// <reference lib="dom" />
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { bankFolder, readBank } from '../src/questions/read-bank.ts';
import { expectAccessible } from './web/browser.ts';
import { isInView } from './web/browser-test.ts';
import { useWhetstone } from './web/whole-test.ts';

const { open } = useWhetstone();
const phone = { isNew: true, viewport: { width: 390, height: 844 } };
let shots: string;
beforeAll(async () => {
  shots = await mkdtemp(join(tmpdir(), 'whetstone-welcome-'));
});

/** To the question that a thread shows, which comes with Whetstone. */
async function sampleAnswerTo(shown: string): Promise<string> {
  const { tracks } = await readBank(bankFolder);
  const all = tracks.flatMap(({ questions }) => questions);
  const found = all.find(({ prompt }) => shown.includes(prompt));
  if (!found) throw new Error(`the bank asks none of this: ${shown}`);
  return found.sample_answer;
}

const done = (page: Page) => page.locator('#welcome-steps .done .step').allInnerTexts();

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test('a phone shows the question at first sight', async () => {
    const page = await open('maya', '/', { ...phone, colorScheme });
    const question = page.locator('#messages .card h3').last();
    await expect.poll(() => isInView(question)).toBe(true);
    expect(await isInView(page.getByRole('link', { name: 'Answer today’s question' }))).toBe(true);
    await page.screenshot({ path: join(shots, `phone-${colorScheme}.png`) });
    await expectAccessible(page);
  });

  test('a desk shows what each step is', async () => {
    const page = await open('maya', '/', { isNew: true, colorScheme });
    expect(await page.getByText('Write a few sentences in its thread').isVisible()).toBe(true);
    await page.screenshot({ path: join(shots, `desk-${colorScheme}.png`) });
    await expectAccessible(page);
  });
});

test('each step leads to where it is done, and is ticked off', async () => {
  const page = await open('maya', '/', phone);
  expect(await done(page)).toEqual([]);
  await page.getByRole('link', { name: 'Answer today’s question' }).click();
  await page.locator('#side .card').first().waitFor();
  await page.locator('#text-thread').fill(await sampleAnswerTo(await page.locator('#side').innerText()));
  await page.locator('#text-thread').press('Enter');
  await page.locator('#side .message', { hasText: 'Feedback ·' }).waitFor();
  await page.getByRole('link', { name: 'Close the thread' }).click();
  await expect.poll(() => done(page)).toEqual(['Answer today’s question']);

  await page.getByRole('link', { name: 'Look at the leaderboard' }).click();
  expect(await page.locator('#text-channel').inputValue()).toBe('/interview leaderboard');
  await page.locator('#text-channel').press('Enter');
  await page.locator('#messages .private', { hasText: 'Leaderboard ·' }).waitFor();
  await expect.poll(() => done(page)).toEqual(['Answer today’s question', 'Look at the leaderboard']);

  await page.getByRole('button', { name: 'Switch to Priya, the mentor' }).click();
  const feedback = page.locator('#side .message', { hasText: 'Feedback ·' });
  await feedback.getByRole('button', { name: 'Review', exact: true }).click();
  await page.getByLabel('This answer would pass').check();
  await page.getByRole('button', { name: 'Send review' }).click();
  await page.locator('#side', { hasText: 'Approved by' }).waitFor();
  await page.getByRole('link', { name: 'Close the thread' }).click();
  await expect.poll(() => done(page)).toHaveLength(3);
  await page.screenshot({ path: join(shots, 'all-done.png') });
  expect(page.complaints).toEqual([]);
});
