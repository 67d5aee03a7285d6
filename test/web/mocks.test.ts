import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from './html.ts';
import { type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());

const page = async (path: string) => textOf(await (await web.get(path)).text());

test('without a mock interview the page says how to start one', async () => {
  expect(await page('/mocks')).toContain('/interview mock backend 30m');
});

test('the list leads to the reports, and a report to its download', async () => {
  web.core.answers.mocks = () => [
    {
      id: '7',
      at: new Date('2026-11-24T08:00:00Z'),
      tracks: ['backend'],
      minutes: 30,
      planned: 4,
      answered: 3,
    },
  ];
  web.core.answers.mockReport = () => ({
    card: {
      summary: 'Report',
      blocks: [
        { type: 'text', text: 'What was <made>' },
        { type: 'buttons', buttons: [{ label: 'Share with a mentor', action: 'mock-share', value: '7' }] },
      ],
    },
    markdown: '# Mock interview\n',
  });
  const list = await (await web.get('/mocks')).text();
  expect(textOf(list)).toContain('3 of 4 questions answered, 30 minutes');
  expect(list).toContain('href="/mocks/7"');
  const report = await (await web.get('/mocks/7')).text();
  expect(textOf(report)).toContain('What was <made>');
  expect(report).not.toContain('Share with a mentor');
  expect(report).toContain('href="/mocks/7/report.md"');
  expect(web.core.calls.at(-1)).toMatchObject(['mockReport', { member: 'maya' }, '7']);
  const file = await web.get('/mocks/7/report.md');
  expect(file.headers.get('content-disposition')).toContain('mock-interview.md');
  expect(await file.text()).toBe('# Mock interview\n');
});

test('a report that isn’t there, or isn’t theirs, is a 404', async () => {
  web.core.answers.mockReport = () => undefined;
  expect((await web.get('/mocks/8')).status).toBe(404);
  expect((await web.get('/mocks/8/report.md')).status).toBe(404);
});
