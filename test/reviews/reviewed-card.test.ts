import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderCard as renderForDiscord } from '../../adapters/discord/render/card.ts';
import { renderCard as renderForSlack } from '../../adapters/slack/render/card.ts';
import { renderCard as renderForWeb } from '../../adapters/web/render/card.ts';
import type { Card } from '../../src/chat/card.ts';
import type { IncomingMessage } from '../../src/chat/core.ts';
import { feedbackCard } from '../../src/feedback/feedback-card.ts';
import { mistaken } from '../support/answers.ts';
import { visibleText as readDiscord } from '../support/discord/visible-text.ts';
import { Harness } from '../support/harness.ts';
import { visibleText as readSlack } from '../support/slack/visible-text.ts';
import { textOf } from '../web/html.ts';

const names = { member: (id: string) => id, channel: (id: string) => id };
const platforms: Record<string, (card: Card) => string> = {
  discord: (card) => readDiscord(renderForDiscord(card)),
  slack: (card) => readSlack(renderForSlack(card, names)),
  web: (card) => textOf(renderForWeb(card, names).toString()),
};

let h: Harness;
let message: IncomingMessage;
let answer: string;
let coachScore: string;
beforeAll(async () => {
  h = await Harness.start();
});
afterAll(() => h.stop());
beforeEach(async () => {
  message = await h.reply('leo', await h.drop(), mistaken);
  const last = (await h.answers()).at(-1);
  answer = last?.id ?? '';
  coachScore = `${last?.score} / 100`;
});

async function review(values: Record<string, string>): Promise<void> {
  const reply = await h.core.action(h.actor('priya'), 'review', answer);
  if (reply.type !== 'form') throw new Error('no form');
  await h.core.submit(h.actor('priya'), 'review', reply.form.subject, values);
  await h.drain();
}

describe.each(Object.entries(platforms))('on %s', (_name, show) => {
  const shown = async () => {
    const card = await feedbackCard(h.services.db, h.workspace, answer);
    return card ? show(card) : '';
  };

  test('the coach’s number comes first, and its doubt is asked', async () => {
    expect(await shown()).toMatch(new RegExp(`^\\W*Feedback · ${coachScore}`));
    expect(await shown()).toContain('You seem to say');
    expect(await shown()).toContain('I didn’t say that');
  });

  test('after ✅ the approval does, and no doubt is left', async () => {
    await h.react('priya', message, '✅');
    expect(await shown()).toMatch(
      new RegExp(`^\\W*Feedback · approved\\W+Approved by \\W*priya[^]*coach ${coachScore}[^]*You made`),
    );
    expect(await shown()).not.toMatch(/You seem to say|I didn’t say that/);
    await h.react('priya', message, '✅', true);
    expect(await shown()).toContain('You seem to say');
  });

  test('after a score the mentor’s does', async () => {
    await review({ score: '4', comment: 'Solid.' });
    expect(await shown()).toMatch(
      new RegExp(
        `^\\W*Feedback · 80 / 100\\W+Review by \\W*priya[^]*Solid[^]*coach ${coachScore}[^]*You made`,
      ),
    );
    expect(await shown()).not.toMatch(/You seem to say|I didn’t say that/);
  });

  test('a comment alone leaves the coach’s number', async () => {
    await review({ comment: 'And then?' });
    expect(await shown()).toMatch(new RegExp(`^\\W*Feedback · ${coachScore}\\W+Review by \\W*priya`));
    expect(await shown()).toContain('You seem to say');
  });
});
