import { expect, test } from 'vitest';
import { usedDatabase } from '../support/empty-database.ts';
import { doctor } from './doctor.ts';
import { ready, stop, whetstone } from './program.ts';

test('the doctor ticks what directories ask for, and says what is missing, without calling it bad', async () => {
  const program = whetstone('start', { DATABASE_URL: await usedDatabase(), PORT: '0', PLAYGROUND: 'on' });
  const PUBLIC_URL = await ready(program);
  const said = async (environment: Readonly<Record<string, string>>) => {
    const { found } = await doctor(environment);
    return found('Directory');
  };
  expect(await said({})).toEqual(['off: for Slack and Discord only']);
  const slack = {
    SLACK_SIGNING_SECRET: '0'.repeat(32),
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_API_URL: `${PUBLIC_URL}/nowhere/`,
  };
  expect(await said(slack)).toEqual([expect.stringContaining('off: set PUBLIC_URL')]);
  expect(await said({ ...slack, PUBLIC_URL, OPERATOR_NAME: 'Example' })).toEqual([
    'off: PUBLIC_URL doesn’t begin with https://',
    `good: ${PUBLIC_URL}/privacy is there`,
    `good: ${PUBLIC_URL}/terms is there`,
    `good: ${PUBLIC_URL}/support is there`,
    'off: the pages lack OPERATOR_CONTACT, DATA_LOCATION',
    'off: Slack lists apps that are installed by OAuth; docs/slack.md says how',
  ]);
  const all = await said({
    ...slack,
    OPERATOR_NAME: 'Example',
    OPERATOR_CONTACT: 'support@example.com',
    DATA_LOCATION: 'Frankfurt, Germany',
    PUBLIC_URL: `${PUBLIC_URL}/nowhere`,
  });
  expect(all[1]).toBe(`off: ${PUBLIC_URL}/nowhere/privacy answers with HTTP 404`);
  expect(all[4]).toBe('good: the pages say who runs it, how to reach them, and where the data are');
  await stop(program);
});
