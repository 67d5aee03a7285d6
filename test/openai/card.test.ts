import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAiCoach } from '../../adapters/openai/openai-coach.ts';
import { Harness } from '../support/harness.ts';
import { modelServer } from '../support/model-server.ts';
import { answer, question, reading } from './reading.ts';

/** The real coach in the real core: what a model says, on the card in the thread. */

let said = reading();
let reply = { reply: '', nextQuestion: '' };
let server: Awaited<ReturnType<typeof modelServer>>;
let h: Harness;
beforeAll(async () => {
  server = await modelServer(({ messages }) =>
    JSON.stringify(messages[0]?.content.includes('follow-up question.\n') ? reply : said),
  );
  h = await Harness.start({ coach: openAiCoach(server.settings) });
});
afterAll(async () => {
  await h.stop();
  await server.close();
});

test('coverage, dimensions, proven strengths, the improvement and the follow-up', async () => {
  const thread = await h.drop();
  await h.reply('maya', thread, answer);
  const [card] = await h.said(thread);
  expect(card).toMatch(/^Feedback · \d+ \/ 100/);
  for (const part of [
    `You made 2 of ${question.key_points.length} key points, and maybe 1 more.`,
    'correctness 3/5 · depth 3/5 · trade-offs 3/5 · clarity 1/5',
    '- Reads the plan first: “start with the actual plan”',
    'Work on: How would you know that it worked?',
    'An interviewer might ask: And with ten times the rows?',
    'AI coach',
    '[Answer the follow-up] [⬆️ Vote] [Review]',
  ]) {
    expect(card).toContain(part);
  }
});

test('what a model puts in pings, links, markup and the sample answer doesn’t come out, in no turn', async () => {
  said = {
    ...reading(),
    strengths: [
      {
        what: '@everyone **see** [this](https://evil.example) <!channel>',
        proof: 'start with the actual plan',
      },
      { what: 'Perfect in every way', proof: 'these words are not in the answer' },
    ],
    improvement: question.sample_answer,
    followUp: `<@U024BE7LH> https://evil.example/${'a'.repeat(2000)}`,
  };
  const thread = await h.drop();
  await h.reply('leo', thread, `${answer} And once more.`);
  const [card = ''] = await h.said(thread);
  expect(card).toContain('- everyone see this: “start with the actual plan”');
  const open = (await h.answers()).find(({ member_id }) => member_id === 'leo');
  const form = await h.core.action(h.actor('leo'), 'answer-follow-up', open?.id ?? '');
  if (form.type !== 'form') throw new Error('no form');
  reply = { reply: `@here ${question.sample_answer}`, nextQuestion: '`rm` <#C1> www.evil.example now?' };
  await h.core.submit(h.actor('leo'), 'follow-up', form.form.subject, { reply: 'By the p95.' });
  await h.drain();
  const [after = ''] = await h.said(thread);
  expect(after).toContain('And then: rm now?');
  for (const text of [card, after]) {
    expect(text.replace('For @leo', '')).not.toMatch(/@\w|https?:|<[!@#]|\*\*|`|evil|Perfect/);
    expect(text).not.toContain(question.sample_answer.slice(0, 40));
  }
});
