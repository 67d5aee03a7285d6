/// <reference lib="dom" />
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { features } from '../src/app/features.ts';
import { sweep } from '../src/app/sweep.ts';
import { expectAccessible } from './web/browser.ts';
import { isInView } from './web/browser-test.ts';
import { useWhetstone } from './web/whole-test.ts';

const mayasAnswer =
  'I watch the four golden signals: latency by percentile, traffic, errors and saturation. What wakes somebody up is what users feel, such as a fast burn of the error budget; CPU and queue length stay on a dashboard. Every page has a runbook, because noise makes people ignore alerts, and traces tell me why.';
const leosAnswer =
  'I would page only when users are affected, for example when p99 latency or the error rate breaks our SLO, and I keep everything else on dashboards so that nobody gets tired of alerts.';

let hoursLater = 0;
let shots: string;
const { open, whetstone } = useWhetstone(() => new Date(Date.now() + hoursLater * 3_600_000));

beforeAll(async () => {
  shots = await mkdtemp(join(tmpdir(), 'whetstone-loop-'));
});

async function openThread(page: Page): Promise<void> {
  await page.locator('.thread-link').first().click();
  await page.locator('#text-thread').waitFor();
}

async function say(page: Page, text: string, place: 'channel' | 'thread' = 'thread'): Promise<void> {
  await page.locator(`#text-${place}`).fill(text);
  // Leaves the completion; without one, Escape would leave the thread.
  if (text.startsWith('/')) await page.locator(`#text-${place}`).press('Escape');
  await page.locator(`#text-${place}`).press('Enter');
}

/** The buttons of the feedback in the open thread, by answer. */
async function offered(page: Page): Promise<string[][]> {
  const cards = page.locator('#side .message', { hasText: 'Feedback ·' });
  await cards.nth(1).waitFor();
  const buttons = (await cards.all()).map((card) => card.locator('.buttons').allInnerTexts());
  return (await Promise.all(buttons)).map((texts) => texts.flatMap((text) => text.split('\n')));
}

test('the whole loop, as three people who see each other', async () => {
  const maya = await open('maya');
  await maya.getByText('Today’s question').first().waitFor();
  await openThread(maya);
  await say(maya, mayasAnswer);
  const mayasFeedback = maya.locator('#side .message', { hasText: 'Feedback ·' }).first();
  await mayasFeedback.waitFor();
  expect(await mayasFeedback.innerText()).toContain('Rubric coach (offline');
  await maya.screenshot({ path: join(shots, 'answer.png') });

  const leo = await open('leo');
  await openThread(leo);
  await say(leo, leosAnswer);
  await leo.locator('#side .message', { hasText: 'Feedback ·' }).nth(1).waitFor();

  // Whom a button would refuse isn't offered it.
  expect(await offered(maya)).toEqual([[], ['⬆️ Vote']]);
  expect(await offered(leo)).toEqual([['⬆️ Vote'], []]);

  // A vote by reaction and one by button: Leo counts once, and Maya sees it without a reload.
  const mayasAnswerForLeo = leo
    .locator('#side .message', { hasText: 'four golden signals: latency' })
    .first();
  await mayasAnswerForLeo.hover();
  await mayasAnswerForLeo.locator('.quick-bar').getByRole('button', { name: 'Thumbs up' }).click();
  await mayasFeedback.getByText('1 vote').waitFor();

  const priya = await open('priya');
  await openThread(priya);
  expect(await offered(priya)).toEqual([
    ['⬆️ Vote', 'Review'],
    ['⬆️ Vote', 'Review'],
  ]);
  await say(priya, '/interview reviews', 'channel');
  const queue = priya.locator('.message.private', { hasText: 'Answers to review' });
  await queue.waitFor();
  await queue.getByRole('button', { name: 'Claim' }).first().click();
  await priya.getByText('claimed by you').first().waitFor();
  await queue.last().getByRole('button', { name: 'Review', exact: true }).click();
  const dialog = priya.locator('dialog[open]');
  await dialog.waitFor();
  await dialog.getByLabel('Score').selectOption('4');
  await dialog.getByLabel('Comment').fill('Clear about what should page. Say who owns the runbook.');
  await dialog.getByLabel('This answer would pass').check();
  await priya.screenshot({ path: join(shots, 'review.png') });
  await expectAccessible(priya);
  await dialog.getByRole('button', { name: 'Send review' }).click();
  await dialog.waitFor({ state: 'detached' });

  await mayasFeedback.getByText('Say who owns the runbook.').waitFor();
  expect(await mayasFeedback.innerText()).toMatch(
    /Feedback · 80 \/ 100[\s\S]*✅ Approved by @?Priya · ★★★★☆/,
  );
  await maya.screenshot({ path: join(shots, 'reviewed.png') });

  await say(leo, '/interview leaderboard', 'channel');
  const board = leo.locator('.message.private', { hasText: 'Leaderboard ·' });
  await board.waitFor();
  expect(await board.innerText()).toMatch(/🥇\s*@?Maya\s*1\s*1[\s\S]*–\s*@?Leo\s*0\s*1/);
  await leo.screenshot({ path: join(shots, 'leaderboard.png') });
  expect(await maya.getByText('Leaderboard ·').count()).toBe(0);

  // The delay is over: the sample answer comes into the thread.
  hoursLater = 9;
  await sweep(whetstone().services, features);
  await maya.locator('#side .message', { hasText: 'An interviewer might follow up with' }).waitFor();

  expect([...maya.complaints, ...leo.complaints, ...priya.complaints]).toEqual([]);
});

test('private practice stays private, and a command’s mistake is explained', async () => {
  const sam = await open('sam');
  await say(sam, '/interview question backnd', 'channel');
  await sam.locator('.message.private', { hasText: 'Did you mean backend?' }).waitFor();
  await say(sam, '/interview question backend/slow-query private', 'channel');
  const practice = sam.locator('.message.private', { hasText: 'Private practice' });
  await practice.getByRole('button', { name: 'Answer', exact: true }).click();
  const dialog = sam.locator('dialog[open]');
  await dialog.getByLabel('Your answer').fill('Too short.');
  await dialog.getByRole('button', { name: 'Get feedback' }).click();
  await dialog.getByText('Write at least 8 words').waitFor();
  await dialog
    .getByLabel('Your answer')
    .fill('I read the plan with EXPLAIN ANALYZE first and then add an index that fits.');
  await dialog.getByRole('button', { name: 'Get feedback' }).click();
  await sam.locator('.message.private', { hasText: 'Feedback ·' }).waitFor();
  const maya = await open('maya');
  await maya.getByText('Today’s question').first().waitFor();
  expect(await maya.getByText('Private practice').count()).toBe(0);
  // The browser reports the form that was sent back as a failed request.
  expect(sam.complaints.filter((complaint) => !complaint.includes('422'))).toEqual([]);
});

test('on a phone, who practises privately in a thread gets the feedback there', async () => {
  const leo = await open('leo', '/', { viewport: { width: 390, height: 844 } });
  await openThread(leo);
  await leo.locator('.root').getByRole('button', { name: 'Practise privately' }).click();
  const dialog = leo.locator('dialog[open]');
  await dialog.getByLabel('Your answer').fill(leosAnswer);
  await dialog.getByRole('button', { name: 'Get feedback' }).click();
  const feedback = leo.locator('#side .message.private', { hasText: 'Feedback ·' });
  await feedback.waitFor();
  await expect.poll(() => isInView(feedback.getByRole('heading', { name: 'Feedback ·' }))).toBe(true);
  await leo.reload();
  await feedback.waitFor();
  expect(await leo.locator('#messages .message', { hasText: 'Feedback ·' }).count()).toBe(0);
});

test('the library leads back to practice', async () => {
  const leo = await open('leo', '/library');
  await leo
    .getByRole('link', { name: /Backend Engineer/ })
    .first()
    .click();
  await leo
    .getByRole('heading', { name: /prepar/i })
    .first()
    .waitFor();
  await leo.screenshot({ path: join(shots, 'library.png') });
  await leo.getByRole('button', { name: 'Practise privately' }).first().click();
  await leo.locator('.message.private', { hasText: 'Private practice' }).waitFor();
  expect(await leo.getByText('Asked for by').count()).toBe(0);
  await leo.goBack();
  await leo.getByRole('button', { name: 'Ask in #practice' }).first().click();
  await leo.locator('.message', { hasText: 'Asked for by' }).waitFor();
});
