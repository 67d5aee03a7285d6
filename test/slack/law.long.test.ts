import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultTable } from '../../adapters/slack/fault-table.ts';
import { good } from '../support/answers.ts';
import { chosen, stateOf, text } from '../support/slack/view-state.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

/** Law: whoever asks hears exactly once, whichever of Slack's calls is refused, by whatever code it documents. */

let world: World;
let team: Team;
let thread = '';
let answer: string;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});

/** Leo has answered a question. */
async function begin(): Promise<void> {
  if (thread) return;
  await team.ask('maya', `mentor add <@${team.user('maya')}>`);
  thread = await team.drop();
  answer = await team.reply('leo', thread, good);
  await expect.poll(() => team.said(thread).length, within).toBe(1);
  // The form that “a review” submits.
  await hearsOnce('the button Review', 'no fault');
}
afterAll(() => world.close());
beforeEach(() => world.database.db.updateTable('channels').set({ problem: null }).execute());

const within = { timeout: 60_000, interval: 10 };

/** All that Maya has seen of answers: at a `response_url`, in private, in forms, and the questions in the channel. */
function seen(): number {
  const { store } = team.slack;
  const maya = team.user('maya');
  const hers = store.channels.all().filter(({ is_im, members }) => is_im && members.includes(maya));
  const direct = new Set(hers.map(({ channel_id }) => channel_id));
  return (
    team.answered.length +
    team.views().length +
    store.ephemeralMessages.all().filter(({ target_user }) => target_user === maya).length +
    store.messages.all().filter(({ channel_id }) => direct.has(channel_id)).length +
    team.messages().filter(({ channel_id }) => channel_id === team.channel).length
  );
}

const answerId = async () => {
  const answers = world.database.db.selectFrom('answers').select('id').where('message', '=', answer);
  return (await answers.executeTakeFirstOrThrow()).id;
};
const click = async (action_id: string, value: string) =>
  team.interact('maya', {
    type: 'block_actions',
    container: { type: 'message' },
    message: { ts: answer, thread_ts: thread },
    actions: [{ type: 'button', action_id, value }],
  });
const onAnswer = (callback_id: string) =>
  team.interact('maya', {
    type: 'message_action',
    callback_id,
    message: { ts: answer, thread_ts: thread, user: team.user('leo'), text: good },
  });
const submitReview = async () => {
  const view = team.views().findLast(({ private_metadata }) => private_metadata?.includes('"review"'));
  const values = { score: chosen('4'), comment: text('Say how you would verify it.') };
  await team.interact('maya', { type: 'view_submission', view: { ...view, ...stateOf(values) } });
};
/** Each kind of asking, with those of Slack's methods that it needs besides the answer itself. */
const asks: Record<string, { readonly how: () => Promise<unknown>; readonly needs: readonly string[] }> = {
  'a command': { how: () => team.command('maya', 'help'), needs: [] },
  'a mistaken command': { how: () => team.command('maya', 'nonsense'), needs: [] },
  'a question': { how: () => team.command('maya', 'question backend'), needs: ['chat.postMessage'] },
  'a private question': { how: () => team.command('maya', 'question backend private'), needs: [] },
  'a schedule': {
    how: () => team.command('maya', 'schedule set daily 09:00 UTC backend'),
    needs: ['conversations.join'],
  },
  setup: { how: () => team.command('maya', 'setup'), needs: ['views.open'] },
  suggest: { how: () => team.command('maya', 'suggest backend'), needs: ['views.open'] },
  'a vote': { how: async () => click('vote', await answerId()), needs: [] },
  'the button Review': { how: async () => click('review', await answerId()), needs: ['views.open'] },
  'the shortcut Review answer': { how: () => onAnswer('review'), needs: ['views.open'] },
  'the shortcut Use as my answer': { how: () => onAnswer('use-as-my-answer'), needs: [] },
  'a review': { how: submitReview, needs: ['chat.postEphemeral'] },
};

/** One code of each kind, and each of those that a form or a channel may meet. */
const codes = [
  ...new Map(Object.entries(faultTable).map(([code, [fault]]) => [fault, code])).values(),
  'expired_trigger_id',
  'missing_scope',
  'not_in_channel',
  'a_code_of_tomorrow',
];
/** What nobody can be told, because it is what tells. */
const isUnheard = (method: string, code: string) =>
  method === 'chat.postEphemeral' && ['unauthorized', 'rejected'].includes(faultTable[code]?.[0] ?? '');
const methods = ['users.info', 'conversations.join', 'views.open', 'chat.postMessage', 'chat.postEphemeral'];

test.each(Object.entries(asks))('%s hears once', async (what, { needs }) => {
  await begin();
  const used = await methodsOf(what);
  expect(used).toEqual(needs);
  for (const method of used) {
    for (const code of codes.filter((one) => !isUnheard(method, one))) {
      world.api.next(method, { code });
      await hearsOnce(what, `${method}: ${code}`);
      await world.database.db.deleteFrom('posts').where('state', 'in', ['pending', 'sending']).execute();
      world.api.forget();
    }
  }
});

async function hearsOnce(what: string, message: string): Promise<void> {
  const before = seen();
  await asks[what]?.how();
  await expect.poll(seen, { ...within, message }).toBe(before + 1);
  await settled();
  expect(seen(), message).toBe(before + 1);
}

/** Which of Slack's methods it needs. */
async function methodsOf(what: string): Promise<string[]> {
  const calls = world.api.calls.length;
  await hearsOnce(what, 'no fault');
  const used = new Set(world.api.calls.slice(calls).map(({ method }) => method));
  return methods.filter((method) => used.has(method));
}

/** Whatever was to be posted by now is posted, or given up. */
async function settled(): Promise<void> {
  const posts = world.database.db
    .selectFrom('posts')
    .select('id')
    .where('state', 'in', ['pending', 'sending'])
    .where('due_at', '<=', new Date());
  await expect.poll(async () => (await posts.execute()).length, within).toBe(0);
}
