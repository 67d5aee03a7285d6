import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { OpenAiSettings } from '../../src/config/openai.ts';
import { carefulReader } from '../feedback/model-doubles.ts';
import { databaseUrl, testDatabase } from '../support/database.ts';
import { carefulServer, trialServer } from '../support/trial-server.ts';
import { doctor } from './doctor.ts';
import { stop, whetstone } from './program.ts';

const variablesOf = ({ baseUrl = '', model }: OpenAiSettings) => ({
  OPENAI_API_KEY: 'sk-hidden',
  OPENAI_BASE_URL: baseUrl,
  OPENAI_MODEL: model,
});

test('says how well a model reads, and doctor remembers it', async () => {
  const { connectionString: DATABASE_URL, destroy } = await testDatabase('shipped');
  onTestFinished(destroy);
  const { settings, requests } = await carefulServer();
  const variables = { DATABASE_URL, ...variablesOf(settings), OPENAI_PRICE: '1,10' };
  const { host } = new URL(settings.baseUrl ?? '');

  const never = (model: string) =>
    `off: ${model} has never been tried; "npm run whetstone -- coach try" does so`;
  expect((await doctor(variables)).found('Coach trial')).toEqual([never('double')]);

  const { code, out, err } = await whetstone('coach try --answers 20', variables).ended;
  expect([code, err]).toEqual([0, '']);
  expect(requests).toHaveLength(20);
  const [figures, verdict] = out.split('\n\n');
  expect(figures?.replaceAll(/ {2,}/g, ': ').split('\n')).toEqual([
    `Model: double at ${host}`,
    'Answers: 20 read',
    expect.stringMatching(/^Key points \(F1\): 0\.9\d; counting words: 0\.[4-7]\d$/),
    expect.stringMatching(/^Which point: (9\d|100) %$/),
    expect.stringMatching(/^Better answer first: (9\d|100) %; counting words: [1-4]?\d %$/),
    'Hostile answers resisted: 4 of 4',
    expect.stringMatching(/^Invented quotations: \d of 1\d\d$/),
    expect.stringMatching(/^Seconds an answer: \d\.\d, the slowest \d\.\d$/),
    'Tokens an answer: 900 read, 100 written',
    'Dollars an answer: 0.0019',
  ]);
  expect(verdict).toBe(
    'Good enough to score answers; expect fewer than one key point in ten to be read wrong.\n',
  );
  expect(out).not.toContain('hidden');

  const today = new Date().toISOString().slice(0, 10);
  const { found, code: health } = await doctor(variables);
  expect(found('Coach trial')).toEqual([
    expect.stringMatching(
      new RegExp(`^good: double, on ${today} with 20 answers: Good enough to score answers`),
    ),
  ]);
  expect(health).toBe(0);
  expect((await doctor({ ...variables, OPENAI_MODEL: 'other' })).found('Coach trial')).toEqual([
    never('other'),
  ]);
});

test('Ctrl-C ends it with what was measured', async () => {
  let left = 6;
  const { settings, requests } = await trialServer(carefulReader, () => {
    left -= 1;
    return left < 0 ? new Promise(() => undefined) : undefined;
  });
  const program = whetstone('coach try', variablesOf(settings));
  await vi.waitUntil(() => requests.length === 10, { timeout: 60_000 });
  const { code, out, err, tookMs } = await stop(program);
  expect([code, err]).toEqual([130, 'Stopped before the end: doctor won’t know of this trial.\n']);
  expect(out).toMatch(/^Answers +6 read$/m);
  expect(out).toContain('Too few answers for a verdict: it needs at least 15.');
  expect(tookMs).toBeLessThan(3000);
});

test('what was measured is said, also without a database to keep it in', async () => {
  const { settings } = await carefulServer();
  const variables = { DATABASE_URL: databaseUrl('nowhere'), ...variablesOf(settings) };
  const { code, out, err } = await whetstone('coach try --answers 1', variables).ended;
  expect(out).toMatch(/^Answers +1 read$/m);
  expect(err).toMatch(/^doctor won’t know of this trial\. PostgreSQL at \S+ refuses us \(3D000\)\. /m);
  expect(code).toBe(1);
});

describe('says what is missing:', () => {
  test('a model', async () => {
    const { code, out, err } = await whetstone('coach try').ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^No model is configured\. Set OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL /);
  });

  test.each(['0', '121', 'all', '1.5'])('a number of answers, not %s', async (answers) => {
    const { code, err } = await whetstone(`coach try --answers ${answers}`).ended;
    expect([code, err]).toEqual([
      1,
      '--answers takes a whole number from 1 to 120, for example --answers 20.\n',
    ]);
  });
});
