import { LLMock } from '@copilotkit/aimock';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { openAiCoach } from '../../adapters/openai/openai-coach.ts';
import { CoachError, type Usage } from '../../src/domain/coach.ts';
import { freePort } from '../support/free-port.ts';
import { type ModelAnswer, type ModelRequest, modelServer } from '../support/model-server.ts';
import { answer, question, reading } from './reading.ts';

const request = { question, answer, earlierAnswers: [] };
const whole = JSON.stringify(reading());

async function coachAt(model: (request: ModelRequest) => ModelAnswer | Promise<ModelAnswer>) {
  const server = await modelServer(model);
  onTestFinished(() => server.close());
  return { ...server, coach: openAiCoach(server.settings) };
}

async function failure(work: Promise<unknown>): Promise<CoachError> {
  const error = await work.then(
    () => undefined,
    (cause) => cause,
  );
  if (error instanceof CoachError) return error;
  throw new Error(`no CoachError: ${String(error)}`);
}

test('what the model is told: question, rubric, level, earlier attempts and the answer as fenced data, no sample answer', async () => {
  const { coach, requests } = await coachAt(() => whole);
  await coach.assess({ ...request, earlierAnswers: ['I would add an index, I think.'] });
  await coach.assess(request);
  const [first, second] = requests.map(({ messages }) => messages.map(({ content }) => content).join('\n'));
  for (const part of [
    question.prompt,
    question.level,
    ...question.key_points.map(({ text }) => text),
    ...question.misconceptions.map(({ text }) => text),
    'I would add an index, I think.',
    answer,
  ]) {
    expect(first).toContain(part);
  }
  expect(first).not.toContain(question.sample_answer.slice(0, 60));
  const mark = /<<<answer (\w+)>>>/;
  expect(mark.exec(first ?? '')?.[1]).toMatch(/^[0-9a-f]{24}$/);
  expect(mark.exec(first ?? '')?.[1]).not.toBe(mark.exec(second ?? '')?.[1]);
  expect(requests[0]?.response_format).toMatchObject({
    type: 'json_schema',
    json_schema: { strict: true, schema: { additionalProperties: false } },
  });
});

test('the score is made from what is proven: 70 for coverage, 30 for quality, less misconceptions', async () => {
  let said = reading();
  const { coach } = await coachAt(() => JSON.stringify(said));
  const assess = () => coach.assess(request);
  const count = question.key_points.length;
  // Two covered, one not surely; dimensions 3 of 5, of which one has no proof and is 1.
  const quality = ((3 * 0.5) / 4) * Math.min(1, (2.5 / count) * 3);
  expect(await assess()).toMatchObject({
    score: Math.round(70 * (2.5 / count) + 30 * quality),
    covered: ['read-plan', question.key_points[1]?.id],
    unsure: [question.key_points[2]?.id],
    misconceptions: [],
  });
  const before = (await assess()).score ?? 0;
  said = { ...said, misconceptions: [{ number: 1, proof: 'add an index that fits the filter' }] };
  expect(await assess()).toMatchObject({
    score: before - 15,
    misconceptions: [
      { text: question.misconceptions[0]?.text, quote: 'add an index that fits the filter', cost: 15 },
    ],
  });
  said = { ...reading(), misconceptions: [{ number: 1, proof: 'nobody needs any index ever' }] };
  expect((await assess()).score).toBe(before);
});

test('a quoted proof counts whatever its case and punctuation, and not when it isn’t in the answer or proves too much', async () => {
  let proof = '';
  const { coach } = await coachAt(() => JSON.stringify(reading(() => proof)));
  const covered = async (quote: string) => {
    proof = quote;
    return (await coach.assess(request)).covered.length;
  };
  expect(await covered('“START with the actual plan…”')).toBe(2);
  expect(await covered('the actual plan … sequential scans')).toBe(2);
  expect(await covered('sequential scans … the actual plan')).toBe(0);
  // Of single letters, or of many parts, anything can be made.
  expect(await covered('p … l … a … n … a … n … d')).toBe(0);
  expect(await covered('the actual … plan and look for sequential')).toBe(2);
  expect(await covered('actual … plan')).toBe(0);
  expect(await covered('actual … look for … sequential scans')).toBe(0);
  expect(await covered('I would read the source code of the planner')).toBe(0);
  expect(await covered('I')).toBe(0);
});

test('only what certainly wasn’t worked on costs nothing', async () => {
  let status = 500;
  const { coach } = await coachAt(() => ({ status }));
  const unread = async (from: Promise<unknown>) => (await failure(from)).wasUnread;
  for (const [code, isUnread] of [
    [400, true],
    [401, true],
    [429, true],
    [500, false],
    [503, false],
  ] as const) {
    status = code;
    expect([code, await unread(coach.assess(request))]).toEqual([code, isUnread]);
  }
  const at = (baseUrl: string) =>
    openAiCoach({ baseUrl, model: 'x', apiKey: undefined, price: undefined }, 300);
  expect(await unread(at(`http://127.0.0.1:${await freePort()}/v1`).assess(request))).toBe(true);
  expect(await unread(at('http://no-such-host.invalid/v1').assess(request))).toBe(true);
  const silent = await coachAt(() => new Promise<never>(() => {}));
  expect(await unread(openAiCoach(silent.settings, 100).assess(request))).toBe(false);
});

test.each([
  ['json_object', ['json_schema']],
  ['text', ['json_schema', 'json_object']],
])('a server that knows %s at best is asked so, and from then on at once', async (best, refused) => {
  const { coach, requests } = await coachAt(({ response_format }) =>
    refused.includes(response_format?.type ?? 'text')
      ? { status: 400, body: { error: { message: 'response_format is not supported' } } }
      : `<think>{"hm": 1}</think>Here you are:\n\`\`\`json\n${whole}\n\`\`\``,
  );
  expect((await coach.assess(request)).covered).toHaveLength(2);
  await coach.assess(request);
  expect(requests.map(({ response_format }) => response_format?.type ?? 'text')).toEqual([
    ...refused,
    best,
    best,
  ]);
  expect(requests.at(-1)?.messages[0]?.content).toContain('JSON Schema');
});

test.each<[string, ModelAnswer]>([
  ['refused', { refusal: 'I can’t help with that.' }],
  ['truncated', { content: whole.slice(0, 50), finish: 'length' }],
  ['filtered', { content: '', finish: 'content_filter' }],
  ['malformed', 'I think that it is good.'],
  ['malformed', whole.slice(0, -40)],
  ['schema-invalid', JSON.stringify({ ...reading(), keyPoints: {} })],
  ['schema-invalid', '{"score": 100}'],
])('%s output is a failure whose tokens are counted', async (code, said) => {
  const { coach } = await coachAt(() => said);
  const usages: Usage[] = [];
  const error = await failure(coach.assess(request, { onUsage: (usage) => usages.push(usage) }));
  expect(error.code).toBe(code);
  expect(usages).toEqual([{ inputTokens: 900, outputTokens: 100, costMicroUsd: 1900 }]);
});

test.each([
  [429, { 'retry-after': '120' }, 120_000],
  [503, { 'retry-after-ms': '1500' }, 1500],
  [500, {}, undefined],
])('HTTP %s is a failure at once, with what Retry-After says', async (status, headers, wait) => {
  const { coach, requests } = await coachAt(() => ({ status, headers }));
  expect(await failure(coach.assess(request))).toMatchObject({ code: `HTTP ${status}`, retryAfterMs: wait });
  expect(requests).toHaveLength(1);
});

test('a server that takes too long is given up', async () => {
  const never = Promise.withResolvers<string>();
  const { settings } = await coachAt(() => never.promise);
  expect((await failure(openAiCoach(settings, 50).assess(request))).code).toBe('timeout');
  never.resolve(whole);
});

test('no more than four calls run at once', async () => {
  let [running, most] = [0, 0];
  const gate = Promise.withResolvers<void>();
  const { coach } = await coachAt(async () => {
    running += 1;
    most = Math.max(most, running);
    if (running === 4) gate.resolve();
    await gate.promise;
    running -= 1;
    return whole;
  });
  await Promise.all(Array.from({ length: 12 }, () => coach.assess(request)));
  expect(most).toBe(4);
});

test('the follow-up’s reply is plain text, and says nothing of the sample answer', async () => {
  let reply = 'Good. **Look** at <@U1> https://evil.example now.';
  const { coach, requests } = await coachAt(() => JSON.stringify({ reply, nextQuestion: 'And then?' }));
  const conversation = {
    question,
    answer,
    improvement: 'Measure it.',
    before: [],
    asked: 'How?',
    said: 'By the p95.',
  };
  expect(await coach.reply({ ...conversation, isLast: false })).toEqual({
    reply: 'Good. Look at now.',
    nextQuestion: 'And then?',
  });
  expect(requests[0]?.messages[1]?.content).toMatch(/You asked: How\?\n\n<<<last reply \w+>>>\nBy the p95\./);
  reply = question.sample_answer;
  expect(await coach.reply({ ...conversation, isLast: true })).toEqual({ reply: '', nextQuestion: '' });
});

const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
afterEach(() => mock.stop().catch(() => undefined));

test('against aimock: a whole assessment, a cut connection, a body that is no JSON', async () => {
  await mock.start();
  mock.onMessage(/answer/, { content: whole });
  const settings = { apiKey: 'sk-test', baseUrl: `${mock.url}/v1`, model: 'gpt-4o-mini', price: undefined };
  const coach = openAiCoach(settings);
  expect((await coach.assess(request)).covered).toHaveLength(2);
  mock.setChaos({ malformedRate: 1 });
  expect((await failure(coach.assess(request))).code).toBe('unreadable');
  mock.setChaos({ disconnectRate: 1 });
  await failure(coach.assess(request));
  mock.clearChaos();
  expect((await coach.assess(request)).covered).toHaveLength(2);
});
