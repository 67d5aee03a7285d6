import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { seed, seeded } from '../faults/settings.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type Ask, ask, expectNoLeak, expectNoTrace } from './ask.ts';
import { each, formOf, mangled, secretWords, tries } from './hostile.ts';

/** All that the web server answers, the playground and Slack's installation beside each other. */

let database: TestDatabase;
let whetstone: Whetstone;
const logged: string[] = [];
const password = 'correct-horse';
const secrets = [password, 'signing-secret', 'client-secret', 'state-secret'];
beforeAll(async () => {
  database = await testDatabase('shipped');
  const environment = {
    DATABASE_URL: database.connectionString,
    PORT: '0',
    PLAYGROUND: 'on',
    ADMIN_PASSWORD: password,
    SLACK_SIGNING_SECRET: 'signing-secret',
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 'state-secret',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
  const log = pino({ base: null }, { write: (line) => void logged.push(line) });
  whetstone = await startWhetstone(parseConfig(environment), { log });
  secrets.push(database.connectionString, environment.ENCRYPTION_KEY);
});
afterAll(async () => {
  await whetstone.stop();
  await database.destroy();
});

const login = `Basic ${Buffer.from(`admin:${password}`).toString('base64')}`;
const nonsense = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1',
    '99999999999999999999',
    '%00',
    '%ff',
    '%ud800',
    '../..',
    '..%2f..%2fetc%2fpasswd',
    '__proto__',
  ),
  fc.constantFrom(
    'practice',
    'backend',
    'maya',
    "'; drop table answers; --",
    '<script>',
    'x'.repeat(3000),
    encodeURIComponent(secretWords),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
/** As a path can carry it. */
const segment = nonsense.map((text) =>
  /^[\w.%-]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed()),
);
const names = [
  'text',
  'key',
  'thread',
  'replyTo',
  'entry',
  'emoji',
  'present',
  'press',
  'name',
  'role',
  'person',
  'back',
  'track',
  'level',
  'category',
  'question',
  'form-name',
  'subject',
  'before',
  'code',
  'state',
  'error',
  'message',
];
const value = fc.oneof(
  nonsense.map((text) => text.toWellFormed()),
  fc.constantFrom(
    randomUUID(),
    'maya',
    '/interview help',
    '/interview bank search a\0b',
    '/interview stats',
    'review',
    'save',
    'delete',
    '👍',
    '/c/practice',
    `\0${secretWords}`,
    'private-answer',
    'setup',
  ),
);
const fields = fc
  .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 })
  .map((pairs) => new URLSearchParams(pairs).toString());
const words = `What I do is look at the plan first, and then ${secretWords}`;
/** What the playground's own pages send. */
const forms: Readonly<Record<string, readonly object[]>> = {
  '/c/practice/messages': [
    { text: words, key: randomUUID() },
    { text: '/interview help', key: randomUUID() },
    { text: `/interview bank search ${secretWords}`, key: randomUUID() },
    { text: '/interview question backend private', key: randomUUID() },
  ],
  '/c/practice/m/*': [{ entry: 'edit' }, { entry: 'save', text: words }, { emoji: '👍', present: 'yes' }],
  '/c/practice/forms': [
    { 'form-name': 'suggest', subject: '', track: 'backend', prompt: words },
    { 'form-name': 'setup', subject: '', zone: 'Europe/Berlin', channel: 'practice' },
    { 'form-name': 'review', subject: '1', score: '4', comment: words },
    { 'form-name': 'private-answer', subject: '1', answer: words },
  ],
  '/c/practice/seen': [{ message: '1' }, { message: '2', thread: '1' }],
  '/channels': [{ name: 'another' }],
  '/people': [{ name: 'Noor', role: 'member', back: '/' }],
  '/people/be': [{ person: 'leo', back: '/c/practice' }],
  '/welcome/dismiss': [{ back: '/' }],
  '/library/practise': [{ track: 'backend', question: 'backend/slow-query', channel: 'practice' }],
};
const formType = 'application/x-www-form-urlencoded';
const bodyOf = (route: string) =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ type: fc.constant(formType), text: mangled(forms[route] ?? [{}]).map(formOf) }),
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant(formType), text: fields }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constantFrom(
          formType,
          'application/json',
          'multipart/form-data; boundary=x',
          'multipart/form-data',
          'text/plain',
          '',
        ),
        text: fc.oneof(
          nonsense,
          fc.constantFrom(
            '{',
            'null',
            '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhi',
            'x'.repeat(20_000),
          ),
        ),
      }),
    },
  );
const cookie = fc.constantFrom(
  '',
  'person=maya',
  'person=%00',
  'person=leo; welcome=dismissed',
  '=;;=',
  `slack-app-oauth-state=${'x'.repeat(500)}`,
);
const site = fc.constantFrom<Record<string, string>>(
  { origin: 'own' },
  { origin: 'own' },
  { origin: 'own' },
  {},
  { origin: 'https://evil.example' },
  { origin: 'own', 'hx-request': 'true', 'hx-request-type': 'partial' },
  { host: 'evil.example' },
  { 'x-forwarded-host': 'evil', 'content-length': '0' },
);
const methods = ['GET', 'GET', 'GET', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];

/** A request to a route: `*` in it stands for anything. */
const asking = (route: string): fc.Arbitrary<Ask> =>
  fc
    .record({
      method: fc.constantFrom(...methods),
      parts: fc.array(segment, { minLength: 4, maxLength: 4 }),
      query: fc.oneof(fc.constant(''), fields),
      body: bodyOf(route),
      cookie,
      site,
      login: fc.constantFrom(login, login, 'Basic !!!', 'Bearer x', ''),
    })
    .map(({ method, parts, query, body, cookie, site, login }) => {
      const left = [...parts];
      const path = route.replace(/\*/g, () => left.shift() ?? '');
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const origin = site.origin === 'own' ? { origin: whetstone.address } : {};
      return {
        method,
        path: `${path}${query && `?${query}`}`,
        headers: {
          ...(hasBody && body.type ? { 'content-type': body.type } : {}),
          ...(cookie && { cookie }),
          ...(login && { authorization: login }),
          ...site,
          ...origin,
        },
        body: hasBody && site['content-length'] === undefined ? body.text.toWellFormed() : undefined,
      };
    });

const routes = [
  '/healthz',
  '/readyz',
  '/metrics',
  '/admin/queues/',
  '/admin/queues/*',
  '/slack/install',
  '/slack/oauth_redirect',
  '/slack/*',
  '/',
  '/c/*',
  '/c/practice',
  '/c/practice/t/*',
  '/c/practice/m/*',
  '/c/practice/m/*/replying',
  '/c/practice/live',
  '/c/practice/messages',
  '/c/practice/suggest',
  '/c/practice/forms',
  '/c/practice/seen',
  '/channels',
  '/people',
  '/people/be',
  '/welcome/dismiss',
  '/library',
  '/library/*',
  '/library/practise',
  '/mocks',
  '/mocks/*',
  '/pictures/*',
  '/progress',
  '/assets/*',
  '/*/*',
];
/** An answer, another place, what is wrong with the request, or a host that isn't served. */
const explained = [200, 204, 301, 302, 303, 304, 400, 401, 403, 404, 405, 413, 415, 421, 422];

test.each(routes)(`${tries} requests to %s: nothing breaks, and nothing is told`, (route) =>
  seeded(async () => {
    const statuses = new Map<number, number>();
    await each(fc.sample(asking(route), { numRuns: tries, seed }), 16, async (sent) => {
      const answer = await ask(whetstone.address, sent);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (!explained.includes(answer.status))
        throw new Error(`${answer.status} for ${JSON.stringify(sent).slice(0, 3000)}`);
      expectNoTrace(answer.text, route);
      // The playground shows what was written in it.
      for (const secret of secrets) expect(answer.text.includes(secret), secret).toBe(false);
    });
    process.stdout.write(`${route} ${JSON.stringify(Object.fromEntries(statuses))}\n`);
    expect((await ask(whetstone.address, { method: 'GET', path: '/healthz' })).status).toBe(200);
    for (const line of logged.splice(0)) expectNoLeak(line, secrets, 'the log');
  }),
);
