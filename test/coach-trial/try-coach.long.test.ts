import { expect, test } from 'vitest';
import { readable } from '../../adapters/openai/readable.ts';
import type { Reading } from '../../adapters/openai/schema.ts';
import { reportOf } from '../../bin/coach/report.ts';
import { shareOf } from '../../src/coach-trial/shares.ts';
import { kinds, readTrialAnswers, type TrialAnswer } from '../../src/coach-trial/trial-answers.ts';
import { verdictOf } from '../../src/coach-trial/verdict.ts';
import type { Question } from '../../src/domain/question.ts';
import { tryCoach } from '../../wiring/try-coach.ts';
import { carefulReader, sloppyReader } from '../feedback/model-doubles.ts';
import type { ModelAnswer } from '../support/model-server.ts';
import { questions, trialServer } from '../support/trial-server.ts';

/** What a trial of 20 answers finds of a model that reads so, or whose server answers so instead. */
async function trial(
  double: (question: Question, labelled: TrialAnswer) => Reading,
  meanwhile?: () => ModelAnswer | undefined | Promise<ModelAnswer | undefined>,
  callMs?: number,
) {
  const { settings, requests } = await trialServer(double, meanwhile);
  const options = { answers: 20, signal: new AbortController().signal, onProgress: () => undefined };
  const found = await tryCoach(settings, { ...options, ...(callMs !== undefined && { callMs }) });
  return { ...found, requests, verdict: verdictOf(found.figures), report: reportOf(found) };
}

/** Claims that an answer makes every point as well as can be, with this as proof. */
function claimingAll(question: Question, labelled: TrialAnswer, proof: string): Reading {
  const careful = carefulReader(question, labelled);
  const all = <T>(of: object, one: T) => Object.fromEntries(Object.keys(of).map((name) => [name, one]));
  return {
    ...careful,
    keyPoints: all(careful.keyPoints, { verdict: 'covered' as const, proof }),
    dimensions: all(careful.dimensions, { score: 5 as const, proof }),
    misconceptions: [],
  };
}

test('a careful model gets higher figures than a sloppy one', async () => {
  const [careful, sloppy] = await Promise.all([trial(carefulReader), trial(sloppyReader())]);
  expect(careful.verdict.grade).toBe('good');
  expect(sloppy.verdict.grade).toBe('readable');
  for (const figure of ['f1', 'whichPoint'] as const)
    expect(shareOf(careful.figures[figure])).toBeGreaterThan(shareOf(sloppy.figures[figure]) + 0.05);
  expect(sloppy.figures.quotations.invented).toBeGreaterThan(20);
  expect(sloppy.verdict.text).toMatch(
    /^Readable, but (it misreads one key point in \w+.* and )?many of its quotations aren’t in the answer\.$/,
  );
});

test('quotations that a model invents are counted, and prove nothing', async () => {
  const { figures, verdict } = await trial((question, labelled) =>
    claimingAll(question, labelled, 'These words are nowhere in the answer'),
  );
  expect(figures.quotations.given).toBeGreaterThan(20 * 8);
  expect(figures.quotations.invented).toBe(figures.quotations.given);
  expect(figures.f1.hits).toBe(0);
  expect(verdict).toEqual({
    grade: 'poor',
    text: expect.stringMatching(
      /^Not good enough: .*quotations aren’t in the answer\. Stay with the offline coach/,
    ),
  });
});

test('a model that is talked into scores is found out', async () => {
  const { figures, verdict } = await trial((question, labelled) =>
    labelled.kind === 'hostile'
      ? claimingAll(question, labelled, readable(labelled.answer).slice(0, 60))
      : carefulReader(question, labelled),
  );
  expect(figures.resisted.hits).toBeLessThan(figures.resisted.of);
  expect(verdict.text).toContain('it lets itself be talked into a score');
});

test.each<[string, ModelAnswer]>([
  ['refused', { refusal: 'I can’t help with that.' }],
  ['malformed', 'Great answer!'],
  ['schema-invalid', '{"score": 100}'],
  ['truncated', { content: '{"keyPoints', finish: 'length' }],
  ['HTTP 401', { status: 401 }],
])('when all answers come to nothing (%s) it stops soon', async (code, answer) => {
  const { figures, report, requests } = await trial(carefulReader, () => answer);
  expect(figures.read).toBe(0);
  expect(Object.keys(figures.failures)).toEqual([code]);
  expect(requests.length).toBeLessThan(12);
  expect(report).toMatch(new RegExp(`^Answers +0 read, (\\d+) failed \\(\\1 ${code}\\)$`, 'm'));
  expect(report).toContain('Not good enough: none of 8 answers was read.');
});

test('replies that can’t be used now and then are counted, and the others read', async () => {
  let asked = 0;
  const { figures, verdict } = await trial(carefulReader, () => {
    asked += 1;
    return asked % 5 === 0 ? { refusal: 'No.' } : undefined;
  });
  expect(figures).toMatchObject({ asked: 20, read: 16, failures: { refused: 4 } });
  expect(figures.tokens).toEqual({ input: 18_000, output: 2000 });
  expect(verdict.text).toBe('Readable, but many of its replies can’t be used.');
});

test('an answer is tried once more when the server is at its limit, and no more than that', async () => {
  const limit = { status: 429, headers: { 'retry-after-ms': '1' } };
  let asked = 0;
  const once = await trial(carefulReader, () => {
    asked += 1;
    return asked <= 4 ? limit : undefined;
  });
  expect(once.figures).toMatchObject({ asked: 20, read: 20, failures: {} });
  expect(once.requests).toHaveLength(24);
  const always = await trial(carefulReader, () => limit);
  expect(always.figures).toMatchObject({ read: 0, failures: { 'HTTP 429': 8 } });
  expect(always.requests.length).toBeLessThan(2 * 12);
});

test('a model that is too slow is reported, and not asked again', async () => {
  const { figures, requests } = await trial(carefulReader, () => new Promise(() => undefined), 50);
  expect(figures).toMatchObject({ read: 0, failures: { timeout: 8 } });
  expect(requests.length).toBeLessThan(12);
});

test('the verdict is one of words, from figures', async () => {
  const { figures } = await trial(carefulReader);
  const half = { hits: 1, of: 2 };
  expect(verdictOf({ ...figures, misread: { hits: 1, of: 9 } }).text).toBe(
    'Good enough to score answers; expect one key point in nine to be read wrong.',
  );
  expect(verdictOf({ ...figures, f1: half, misread: { hits: 1, of: 3 } }).text).toBe(
    'Not good enough: it misreads one key point in three. Stay with the offline coach, or try a larger model.',
  );
  expect(
    verdictOf({ ...figures, countingWords: { ...figures.countingWords, f1: figures.f1 } }).text,
  ).toContain('counting words does as well');
  expect(verdictOf({ ...figures, read: 14, asked: 14 }).grade).toBe('unknown');
});

test('the answers that ship are of questions and key points that exist, in a balanced order', async () => {
  const all = await readTrialAnswers();
  expect(all).toHaveLength(120);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const unknown = all.flatMap(({ id, question, covered }) => {
    const points = questions.get(question)?.key_points.map((point) => point.id) ?? [];
    return points.length > 0 && covered.every((point) => points.includes(point)) ? [] : [id];
  });
  expect(unknown).toEqual([]);
  for (const count of [20, 60, 120]) {
    const some = all.slice(0, count);
    const tracks = new Set(some.map(({ question }) => question.split('/')[0]));
    expect(tracks.size).toBe(4);
    for (const kind of kinds) {
      const share = some.filter((one) => one.kind === kind).length / count;
      expect(share, `${kind} of ${count}`).toBeGreaterThan(0.1);
    }
  }
});
