import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PostRequest } from '../../src/chat/platform.ts';
import { openAnotherWorkspace } from '../support/another-workspace.ts';
import { good } from '../support/answers.ts';
import { Harness, replyText } from '../support/harness.ts';

/** What platforms with roles of their own, such as Discord, add. */

let h: Harness;
let posted: PostRequest[];

beforeEach(async () => {
  posted = [];
  h = await Harness.start({
    at: '2026-11-24T08:00:00Z',
    platform: (web) => ({
      ...web,
      hasRoles: true,
      post: (request) => {
        posted.push(request);
        return web.post(request);
      },
    }),
  });
});
afterEach(() => h.stop());

const lead = '111222333444555666';

test('everyone with the mentors’ role reviews, until it is taken away', async () => {
  const queue = async (groups: string[]) =>
    replyText(await h.core.command({ ...h.actor('leo'), groups }, 'reviews'));
  const thread = await h.drop();
  const answer = await h.reply('maya', thread, good);
  expect(await queue([lead])).toContain('is for mentors');
  expect(await h.command('sam', `mentor role <@&${lead}>`)).toContain(`Everyone with the role @${lead}`);
  expect(await h.command('maya', 'mentor list')).toContain(`Everyone with the role @${lead}`);
  expect(await queue([lead])).toContain('maya');
  expect(await queue(['999'])).toContain('is for mentors');

  const approval = { message: answer.message, emoji: '✅', at: h.services.now() };
  await h.core.reactionAdded({ ...h.actor('leo'), groups: [lead], ...approval });
  await h.core.messagePosted(
    h.message('leo', thread, 'Say how you measured it.', {
      groups: [lead],
      replyTo: answer.message,
      replyToMember: 'maya',
    }),
  );
  const reviews = await h.services.db.selectFrom('reviews').select(['mentor_id', 'source']).execute();
  expect(reviews).toEqual([
    { mentor_id: 'leo', source: 'reaction' },
    { mentor_id: 'leo', source: 'reply' },
  ]);

  await h.command('sam', 'mentor role off');
  expect(await queue([lead])).toContain('is for mentors');
});

test('a scheduled question pings the role of the schedule; one that is asked for pings nobody', async () => {
  await h.command('sam', `schedule set daily 09:00 UTC backend ping <@&${lead}>`);
  expect(await h.command('sam', 'schedule')).toContain(`Pings: @${lead}`);
  h.clock('2026-11-24T09:00:30Z');
  await h.drain();
  await h.drop();
  expect(posted.map(({ card }) => card.pings)).toEqual([lead, undefined]);
  await h.command('sam', 'schedule set ping off');
  expect(await h.command('sam', 'schedule')).not.toContain('Pings');
});

test('nor does it ping what the schedule of a channel of the same id in another workspace says', async () => {
  const elsewhere = await openAnotherWorkspace(h.services.db);
  const set = `schedule set daily 09:00 UTC backend ping <@&999888777666555444>`;
  await h.core.command({ ...h.actor('sam'), workspace: elsewhere }, set);
  await h.command('sam', `schedule set daily 09:00 UTC backend ping <@&${lead}>`);
  h.clock('2026-11-24T09:00:30Z');
  await h.drain();
  const here = posted.filter(({ workspace }) => workspace === h.workspace);
  expect(here.map(({ card }) => card.pings)).toEqual([lead]);
});

test('the setup form asks for the role, and keeps it', async () => {
  const role = async () => {
    const reply = await h.core.command(h.actor('sam'), 'setup');
    if (reply.type !== 'form') throw new Error(replyText(reply));
    return reply.form.fields.find(({ type }) => type === 'role');
  };
  expect(await role()).toMatchObject({ id: 'ping', optional: true });
  const values = { channel: 'practice', days: '1', time: '9am', zone: 'UTC', reveal: '60', leaderboard: '0' };
  await h.core.submit(h.actor('sam'), 'setup', 'practice', { ...values, ping: lead });
  expect(await role()).toMatchObject({ initial: lead });
  await h.core.submit(h.actor('sam'), 'setup', 'practice', values);
  expect(await role()).not.toHaveProperty('initial');
});

test('a question opens a thread that is named by it, and feedback answers the message that it is about', async () => {
  const thread = await h.drop();
  const answer = await h.reply('maya', thread, good);
  const [drop, feedback] = posted;
  expect(drop?.opensThread).toMatchObject({ openForMinutes: 480, tags: ['technical', 'intermediate'] });
  expect(drop?.opensThread?.title).toMatch(/query/);
  expect(feedback).toMatchObject({ thread, replyTo: answer.message });
});
