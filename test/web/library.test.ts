import { afterAll, beforeAll, expect, test } from 'vitest';
import { privately } from './fake-core.ts';
import { textOf } from './html.ts';
import { type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());

const page = async (path: string) => (await web.get(path)).text();

test('the library lists the tracks', async () => {
  expect(textOf(await page('/library'))).toMatch(
    /Backend[\s\S]*Services, data and what keeps them up\.[\s\S]*3 questions/,
  );
});

test('a track groups its questions by category, marked by level', async () => {
  const markup = await page('/library/backend');
  expect(textOf(markup)).toMatch(
    /behavioral[\s\S]*beginner[\s\S]*hardest bug[\s\S]*technical[\s\S]*intermediate[\s\S]*20 ms[\s\S]*situational[\s\S]*advanced/,
  );
  expect(markup).toContain('id="slow-query"');
  expect(markup).toMatch(/<details>\s*<summary>Sample answer and tip/);
  expect(textOf(markup)).toContain('Say what you assume.');
});

test('only related tracks that exist are named, and not the track itself', async () => {
  expect(await page('/library/backend')).not.toContain('Related tracks');
});

test('an unknown track is a 404 with the list', async () => {
  const response = await web.get('/library/frontend');
  expect([response.status, textOf(await response.text())]).toEqual([
    404,
    expect.stringMatching(/no such track[\s\S]*Backend/),
  ]);
});

test('an empty bank says how to fill it', async () => {
  web.core.answers.tracks = () => [];
  expect(await page('/library')).toContain('The library has no questions yet.');
  delete web.core.answers.tracks;
});

test('practising drops the question into the channel', async () => {
  web.core.answers.command = () => privately('Not that one');
  const response = await web.send('/library/practise', {
    question: 'backend/slow-query',
    channel: 'practice',
    how: 'together',
  });
  expect(web.core.calls.at(-1)).toMatchObject([
    'command',
    { member: 'maya', channel: 'practice' },
    'question backend/slow-query',
  ]);
  expect([response.status, response.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/^\/c\/practice#m-\d+$/),
  ]);
  expect(await page('/c/practice')).toContain('Not that one');
});

test.each([
  { question: 'backend/slow-query', channel: 'nowhere', how: 'together' },
  { question: 'x; drop', channel: 'practice', how: 'together' },
  { question: 'backend/slow-query', channel: 'practice', how: 'loudly' },
])('%j is refused', async (fields) => {
  expect((await web.send('/library/practise', fields)).status).toBeGreaterThanOrEqual(400);
});

test('a track is narrowed down by topic, level, category and words, and the form keeps what was chosen', async () => {
  const asked = '/library/backend?topic=caching&level=advanced&category=technical&words=hot%20keys';
  const markup = await page(asked);
  expect(web.core.calls.findLast(([name]) => name === 'questions')?.slice(2)).toEqual([
    { track: 'backend', topic: 'caching', level: 'advanced', category: 'technical', words: 'hot keys' },
    100,
  ]);
  expect(markup).toMatch(/<option value="advanced" selected>/);
  expect(markup).toMatch(/name="words"[^>]* value="hot keys"/);
  expect(markup).toContain('<a class="button" href="/library/backend">Show all</a>');
});

test('words find questions of all tracks; what makes no sense in an address is left out', async () => {
  const markup = await page('/library?words=%3Cb%3Equery&level=expert&topic=');
  expect(web.core.calls.findLast(([name]) => name === 'questions')?.slice(2)).toEqual([
    { words: '<b>query' },
    100,
  ]);
  expect(textOf(markup)).toMatch(/3 questions[\s\S]*20 ms/);
  expect(markup).not.toContain('<b>query');
});

test('a search that finds nothing says so, and one that finds more than is shown, too', async () => {
  web.core.answers.questions = () => ({ questions: [], count: 0 });
  expect(textOf(await page('/library?words=zebra'))).toContain('No question matches.');
  const { questions: all } = (await import('./fake-core.ts')).track;
  web.core.answers.questions = () => ({ questions: all, count: 250 });
  expect(textOf(await page('/library?words=a'))).toContain('250 questions, of which these are the first 3');
  delete web.core.answers.questions;
});
