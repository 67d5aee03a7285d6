import { expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { emptyDatabase } from '../support/empty-database.ts';
import { askQuestion, hasQuestion, write } from './playground.ts';
import { ready, stop, whetstone } from './program.ts';

test('with DATABASE_URL the same program uses that server, and keeps its data there', async () => {
  const variables = { DATABASE_URL: await emptyDatabase(), PORT: '0' };
  const first = whetstone('start', variables);
  const address = await ready(first);
  expect(first.out()).toContain(`Database    ${new URL(variables.DATABASE_URL).host}`);
  await askQuestion(address);
  const ended = await stop(first);
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.tookMs).toBeLessThan(30_000);

  const second = whetstone('start', variables);
  expect(await hasQuestion(await ready(second))).toBe(true);
  expect(await stop(second)).toMatchObject({ code: 0, err: '' });
});

test('what people write is never in the log', async () => {
  const program = whetstone('start', { DATABASE_URL: await emptyDatabase(), PORT: '0', LOG_LEVEL: 'trace' });
  const address = await ready(program);
  await askQuestion(address);
  await write(address, 'The marker is xyzzy-plugh, and this message has quite a few words.');
  await write(address, `/interview xyzzy-plugh ${good.slice(0, 40)}`);
  await write(address, '/interview question xyzzy-plugh\u0000');
  const { out, err } = await stop(program);
  expect(out + err).not.toMatch(/xyzzy|execution plan/);
});
