import { expect, test } from 'vitest';
import { factsOf } from '../../adapters/http/about/facts.ts';
import { aboutRoutes } from '../../adapters/http/about/routes.ts';
import { parseConfig } from '../../src/config/config.ts';
import { askQuestion } from '../cli/playground.ts';
import { ready, stop, whetstone } from '../cli/program.ts';
import { usedDatabase } from '../support/empty-database.ts';
import { Harness } from '../support/harness.ts';

const pages = ['/', '/privacy', '/terms', '/support'] as const;

/** The pages of a Whetstone with these variables, each as a reader sees it. */
async function shown(environment: Readonly<Record<string, string>>) {
  const app = aboutRoutes(factsOf(parseConfig(environment)), true);
  const texts = await Promise.all(
    pages.map(async (path) => {
      const answer = await app.request(path);
      expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([
        200,
        expect.stringContaining("default-src 'none'"),
      ]);
      return [path, (await answer.text()).replace(/<style>.*<\/style>/s, '').replace(/\s+/g, ' ')] as const;
    }),
  );
  return new Map<string, string>(texts);
}

const operator = {
  OPERATOR_NAME: 'Example <Ltd>',
  OPERATOR_CONTACT: 'support@example.com',
  DATA_LOCATION: 'Frankfurt, Germany',
};
const discord = { DISCORD_TOKEN: 'a.b.c' };

test('the pages say who runs it, how to reach them and where the data are', async () => {
  const said = await shown({ ...operator, ...discord });
  expect(said.get('/privacy')).toContain('Example &lt;Ltd&gt; runs this Whetstone');
  expect(said.get('/privacy')).toContain('The database is in Frankfurt, Germany.');
  expect(said.get('/')).toContain('This Whetstone is run by Example &lt;Ltd&gt;.');
  for (const path of ['/privacy', '/terms', '/support'])
    expect(said.get(path), path).toContain('<a href="mailto:support@example.com">');
});

test('what the operator didn’t say, they say so', async () => {
  const said = await shown(discord);
  expect(said.get('/privacy')).toContain('Whoever runs it hasn’t said where the database is.');
  expect(said.get('/support')).toContain('hasn’t said how to reach them');
});

test('who else gets what follows from the configuration', async () => {
  const plain = (await shown(discord)).get('/privacy');
  expect(plain).toContain('no answer leaves it to be read');
  expect(plain).toContain('Discord carries the messages');
  expect(plain).not.toContain('Slack');
  const rich = await shown({
    OPENAI_BASE_URL: 'https://models.example.com/v1',
    OPENAI_MODEL: 'qwen3',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    SLACK_SIGNING_SECRET: 'abc',
    SLACK_BOT_TOKEN: 'xoxb-1',
  });
  expect(rich.get('/privacy')).toMatch(/go to models\.example\.com, where the model qwen3 reads them/);
  expect(rich.get('/privacy')).toContain('goes to collector:4318');
  expect(rich.get('/privacy')).toContain('Slack carries the messages');
  expect(rich.get('/terms')).toContain('an AI coach');
  const usual = await shown({ ...discord, OPENAI_API_KEY: 'sk-1' });
  expect(usual.get('/privacy')).toContain('go to api.openai.com');
});

test('a contact that is neither a mail address nor a page is refused with what it should be', () => {
  expect(() => parseConfig({ OPERATOR_CONTACT: 'call me' })).toThrow();
  expect(() => parseConfig({ OPERATOR_CONTACT: 'javascript:alert(1)' })).toThrow();
  expect(parseConfig({ OPERATOR_CONTACT: 'https://example.com/help' }).operator.contact).toBe(
    'https://example.com/help',
  );
});

test('in the real program the playground keeps its own first page, and the others are beside it', async () => {
  const program = whetstone('start', { DATABASE_URL: await usedDatabase(), PORT: '0', ...operator });
  const address = await ready(program);
  await askQuestion(address);
  const answers = await Promise.all(pages.map((path) => fetch(`${address}${path}`)));
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(texts[0]).toContain('practice');
  expect(texts[1]).toContain('Example &lt;Ltd&gt; runs this Whetstone');
  await stop(program);
});

test('help and the home page link to them where people can reach them', async () => {
  const h = await Harness.start();
  const linked = async () => {
    const replies = [await h.core.command(h.actor('maya'), 'help'), await h.core.home(h.actor('maya'))];
    return replies.map((reply) => JSON.stringify(reply).includes('https://w.example.com/privacy'));
  };
  expect(await linked()).toEqual([false, false]);
  Object.assign(h.services, { publicUrl: 'https://w.example.com' });
  expect(await linked()).toEqual([true, true]);
  await h.stop();
});
