import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebPlatform } from '../../adapters/web/platform.ts';
import { type WebTest, webTest } from './support.ts';

let web: WebTest;
beforeAll(async () => {
  web = await webTest();
});
afterAll(() => web.close());

test('a file is downloaded by whom it was sent to, and by nobody else', async () => {
  const key = randomUUID();
  await createWebPlatform(web.db).whisper(
    {
      workspace: web.workspace,
      channel: 'practice',
      directly: { key, retry: false, since: new Date() },
      file: { name: 'data.zip', mediaType: 'application/zip', bytes: async () => Buffer.from('all of it') },
    },
    'maya',
    { summary: 'Your data', blocks: [] },
  );
  const page = await (await web.get('/c/practice', 'maya')).text();
  expect(page).toContain(`href="/files/${key}"`);
  const file = await web.get(`/files/${key}`, 'maya');
  expect(file.headers.get('content-type')).toBe('application/zip');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="data.zip"');
  expect(await file.text()).toBe('all of it');
  expect((await web.get(`/files/${key}`, 'leo')).status).toBe(404);
  expect((await web.get(`/files/${randomUUID()}`, 'maya')).status).toBe(404);
  expect((await web.get('/files/%00', 'maya')).status).toBe(404);
});
