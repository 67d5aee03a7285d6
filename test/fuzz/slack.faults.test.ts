import { createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed, seeded } from '../faults/settings.ts';
import { World } from '../slack/world.ts';
import { good } from '../support/answers.ts';
import { signingSecret } from '../support/slack/signed.ts';
import { ask, expectNoLeak, expectNoTrace } from './ask.ts';
import { each, formOf, junk, mangled, secretWords, tries } from './hostile.ts';

let world: World;
beforeAll(async () => {
  world = await World.start('acme');
});
afterAll(() => world.close());

const folder = new URL('../slack/payloads/', import.meta.url);
/** They would end the installation, and all others would come from a stranger. */
const ending = ['app-uninstalled.json', 'tokens-revoked.json'];

/** All that Slack sends, in a thread of a question, with words of which none may be seen again. */
async function payloads(thread: string): Promise<unknown[]> {
  const { team } = world;
  const values: Record<string, string> = {
    TEAM: team.id,
    CHANNEL: team.channel,
    MAYA: team.user('maya'),
    LEO: team.user('leo'),
    THREAD: thread,
    ANSWER: '1800000900.000100',
    ANSWER_ID: '1',
    TS: '1800000900.000200',
    ID: 'one',
    TRIGGER: 'none',
    RESPONSES: team.responses,
  };
  const files = (await readdir(folder)).filter((file) => !ending.includes(file));
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
  return texts.flatMap((text) => {
    const filled = text.replace(/\$([A-Z_]+)/g, (whole, key: string) => values[key] ?? whole);
    const worded = JSON.parse(filled, (key, value) =>
      key === 'text' && typeof value === 'string' ? `${value} ${secretWords}` : value,
    );
    return Object.values(worded as object);
  });
}

interface Sent {
  readonly type: string;
  readonly body: string;
  readonly signature: 'right' | 'wrong' | 'none';
}

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const types = [json, form, `${json}; charset=utf-8`, 'text/plain', 'multipart/form-data; boundary=x', ''];

/** Encoded as Slack does with its kind. */
function encode(body: unknown): Pick<Sent, 'type' | 'body'> {
  if (body === null || typeof body !== 'object') return { type: json, body: JSON.stringify(body) ?? '' };
  if ('command' in body) return { type: form, body: formOf(body) };
  if ('event' in body) return { type: json, body: JSON.stringify(body) };
  return { type: form, body: new URLSearchParams({ payload: JSON.stringify(body) }).toString() };
}

function sending(wholes: readonly unknown[]): fc.Arbitrary<Sent> {
  const signature = fc.constantFrom<Sent['signature']>('right', 'right', 'right', 'right', 'wrong', 'none');
  const meant = fc.tuple(mangled(wholes).map(encode), signature);
  const meaningless = fc.tuple(fc.record({ type: fc.constantFrom(...types), body: junk(wholes) }), signature);
  return fc
    .oneof({ weight: 4, arbitrary: meant }, { weight: 1, arbitrary: meaningless })
    .map(([sent, signature]) => ({ ...sent, signature }));
}

function headersOf({ type, body, signature }: Sent): Record<string, string> {
  const at = Math.floor(Date.now() / 1000);
  const secret = signature === 'right' ? signingSecret : 'wrong';
  const signed = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return {
    ...(type ? { 'content-type': type } : {}),
    ...(signature === 'none'
      ? {}
      : { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${signed}` }),
  };
}

test(`${tries} bodies to /slack/events: nothing breaks, and nothing is told`, () =>
  seeded(async () => {
    const { team, whetstone } = world;
    const thread = await team.drop();
    const secrets = [signingSecret, team.slack.token, world.database.connectionString];
    const statuses = new Map<string, number>();
    await each(fc.sample(sending(await payloads(thread)), { numRuns: tries, seed }), 16, async (sent) => {
      const answer = await ask(whetstone.address, {
        method: 'POST',
        path: '/slack/events',
        headers: headersOf(sent),
        body: sent.body,
      });
      const kind = `${sent.signature} ${answer.status}`;
      statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
      // What isn't signed is refused; what is, is taken, refused as malformed, of a team that didn't install Whetstone, or
      // to be sent again since so much came at once that it wasn't stored in three seconds.
      const explained = sent.signature === 'right' ? [200, 400, 401, 503] : [400, 401];
      const isCheck = sent.body === 'ssl_check=1';
      if (!isCheck && !explained.includes(answer.status))
        throw new Error(`${answer.status} for ${JSON.stringify(sent).slice(0, 3000)}`);
      expectNoTrace(answer.text, 'an answer');
      expectNoLeak(answer.text, secrets, 'an answer');
    });
    process.stdout.write(`${JSON.stringify(Object.fromEntries(statuses))}\n`);
    const large = {
      type: json,
      body: JSON.stringify({ text: 'x'.repeat(5_000_000) }),
      signature: 'right',
    } as const;
    const refused = await ask(whetstone.address, {
      method: 'POST',
      path: '/slack/events',
      headers: headersOf(large),
      body: large.body,
    });
    expect(refused.status).toBe(413);
    const next = await team.drop();
    await team.reply('priya', next, good);
    await expect.poll(() => team.said(next).join('\n'), { timeout: 60_000 }).toContain(team.user('priya'));
    for (const line of world.logged) expectNoLeak(line, secrets, 'the log');
  }));
