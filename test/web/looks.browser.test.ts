/// <reference lib="dom" />
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import type { Form } from '../../src/chat/form.ts';
import { expectAccessible } from './browser.ts';
import { useBrowser } from './browser-test.ts';
import type { WebTest } from './support.ts';

const form: Form = {
  name: 'review',
  subject: '1',
  title: 'Review answer',
  intro: [{ label: 'Leo’s answer', text: 'I would look at the plan first.' }],
  submitLabel: 'Send review',
  fields: [
    { type: 'select', id: 'score', label: 'Score', options: [{ value: '1', label: '1: not yet' }] },
    {
      type: 'text',
      id: 'comment',
      label: 'Comment',
      hint: 'One thing to work on.',
      multiline: true,
      maxLength: 500,
    },
    {
      type: 'checkbox',
      id: 'approve',
      label: 'Approve',
      checkedLabel: 'Approve this answer',
      optional: true,
    },
  ],
};

const { web: webOf, visit } = useBrowser();
let root: string;
let shots: string;

beforeAll(async () => {
  shots = await mkdtemp(join(tmpdir(), 'whetstone-looks-'));
  await fill(webOf());
});

async function fill(web: WebTest): Promise<void> {
  const place = { workspace: web.workspace, channel: 'practice' };
  const post = (
    key: string,
    thread: string | undefined,
    blocks: Parameters<typeof web.platform.post>[0]['card'],
  ) =>
    web.platform.post({
      ...place,
      ...(thread ? { thread } : {}),
      key,
      retry: false,
      since: new Date(),
      card: blocks,
    });
  const question = await post('drop', undefined, {
    summary: 'A question',
    blocks: [
      { type: 'context', text: ['Backend · ', { bold: 'technical' }, ' · intermediate'] },
      { type: 'header', text: 'A query that took 20 ms now takes 4 s. How do you find out why?' },
      {
        type: 'text',
        text: ['Answer in the thread. ', { link: 'https://example.org', text: 'How it works' }],
      },
      {
        type: 'buttons',
        buttons: [{ label: 'Practise privately', action: 'practise-privately', value: '1' }],
      },
    ],
  });
  root = question.message;
  const answer = await web.say('I would look at the plan first: @Priya, what do you think?', 'leo', {
    thread: root,
  });
  await web.send(`/c/practice/m/${answer}`, { react: '👍' });
  await post('feedback', root, {
    summary: 'Feedback',
    tone: 'success',
    blocks: [
      { type: 'fields', fields: [{ label: 'Score', value: '78' }] },
      { type: 'list', items: ['Clear.', [{ code: 'EXPLAIN' }, ' is concrete.']] },
      { type: 'quote', text: 'What if the plan is the same?' },
      { type: 'table', columns: ['Rank', 'Name'], rows: [['1', [{ member: 'maya' }]]] },
      { type: 'context', text: ['By the offline coach, ', { time: new Date(), style: 'relative' }] },
      {
        type: 'buttons',
        buttons: [
          { label: 'Vote', action: 'vote', value: '1', style: 'primary' },
          { label: 'No', action: 'vote', value: '2', style: 'danger' },
        ],
      },
    ],
  });
  await web.say('Well seen.', 'priya', { thread: root, replyTo: answer });
  await web.say(
    `I mean \`EXPLAIN\`:\n\`\`\`sql\nselect ${'a_long_column, '.repeat(9)}id from orders;\n\`\`\``,
    'maya',
    {
      thread: root,
    },
  );
  // Something new elsewhere, for as long as nobody looks there.
  await addChannel(web.db, web.workspace, 'design');
  await web.send('/c/design/messages', { text: 'New here', key: crypto.randomUUID() }, 'leo');
  const whisper = {
    summary: 'Hint',
    tone: 'warning' as const,
    blocks: [{ type: 'text' as const, text: 'Only for you.' }],
  };
  await web.platform.whisper(place, 'priya', whisper);
  await web.say('Hello, everybody', 'maya');
  await web.say('and again', 'maya');
  web.core.answers.messageAction = () => ({ type: 'form', form });
}

const sizes = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  small: { width: 360, height: 640 },
};

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  describe.each(Object.entries(sizes))('%s', (device, viewport) => {
    const look = {
      person: 'priya',
      colorScheme,
      viewport,
      hasTouch: device !== 'desk',
      isMobile: device !== 'desk',
    };

    async function check(page: Page, name: string): Promise<void> {
      await page.screenshot({ path: join(shots, `${name}-${device}-${colorScheme}.png`) });
      // The smallest phone differs from the other in width alone.
      if (device !== 'small') await expectAccessible(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, 'nothing scrolls sideways').toBeLessThanOrEqual(0);
    }

    test('the channel', async () => {
      await check(await visit('/c/practice', look), 'channel');
    });

    test('a thread, covering the phone', async () => {
      const page = await visit(`/c/practice/t/${root}`, look);
      await check(page, 'thread');
      expect(await page.locator('#text-channel').isVisible()).toBe(device === 'desk');
      expect(await page.locator('#text-thread').isVisible()).toBe(true);
    });

    test('a form and a menu', async () => {
      const page = await visit(`/c/practice/t/${root}`, look);
      const answer = page.locator(`#replies-${root} .message`).first();
      await answer.locator('summary').click();
      await check(page, 'menu');
      const review = answer.getByRole('button', { name: 'Review answer' });
      if (device !== 'desk') expect((await review.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      await review.click();
      await page.getByRole('dialog').waitFor();
      await check(page, 'dialog');
    });

    test('the library', async () => {
      await check(await visit('/library', look), 'library');
      const page = await visit('/library/backend', look);
      await page.getByText('Sample answer and tip').first().click();
      await check(page, 'track');
    });

    test('the sidebar and its people', async () => {
      const page = await visit('/c/practice', look);
      if (device !== 'desk') await page.getByRole('link', { name: 'Open the menu' }).click();
      await page.locator('.switcher > summary').click();
      await check(page, 'people');
    });

    test('what isn’t there', async () => {
      await check(await visit('/nowhere', look), 'not-found');
    });
  });
});
