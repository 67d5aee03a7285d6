import { expect, test } from 'vitest';
import { dataDir } from './data-dir.ts';
import { ready, whetstone } from './program.ts';

test('the start says which coach speaks, which model it asks and where, and never the key', async () => {
  const { path } = await dataDir();
  const program = whetstone('start', {
    DATA_DIR: path,
    PORT: '0',
    OPENAI_API_KEY: 'sk-hidden',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    OPENAI_MODEL: 'qwen3',
  });
  await ready(program);
  expect(program.out()).toMatch(/Coach +openai \(qwen3 at 127\.0\.0\.1:9\), with rubric as second opinion\n/);
  expect(program.out() + program.err()).not.toContain('hidden');
});
