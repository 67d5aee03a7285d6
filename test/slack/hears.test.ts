import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { good } from '../support/answers.ts';
import { command } from '../support/slack/signed.ts';
import { visibleText } from '../support/slack/visible-text.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('acme');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };

const drops = () => world.database.db.selectFrom('drops').select(['channel_id', 'state']).execute();

/** The answer to a command in a channel of this id, and the name that Slack gives it there. */
async function askIn(channel: string, text: string, name = 'maya', channelName = 'privategroup') {
  const before = team.answered.length;
  await team.deliver(
    command({
      team_id: team.id,
      channel_id: channel,
      channel_name: channelName,
      user_id: team.user(name),
      text,
      trigger_id: await team.trigger(name),
      response_url: team.responses,
    }),
  );
  return () => team.answered.slice(before).map(({ words }) => words);
}

const messagesIn = (channel: string) =>
  team.slack.store.messages.all().filter(({ channel_id }) => channel_id === channel);
/** What the bot told a member in their conversation with it. */
function toldDirectly(name: string): string[] {
  const conversations = team.slack.store.channels
    .all()
    .filter(({ is_im, members }) => is_im && members.includes(team.user(name)));
  return conversations.flatMap(({ channel_id }) => messagesIn(channel_id)).map((one) => visibleText(one));
}

describe('a question where the bot isn’t', () => {
  test('a public channel is joined', async () => {
    const { channel_id } = team.slack.channel('fresh');
    await askIn(channel_id, 'question backend');
    await expect.poll(() => messagesIn(channel_id).length, within).toBe(1);
    expect(await drops()).toMatchObject([{ channel_id }]);
  });

  test.each([
    ['a private channel', 'secret', 'In a private channel, type /invite @Whetstone first'],
    ['a group message', 'G0STRANGER', 'practise on your own with /interview question private'],
    ['a direct message', 'D0STRANGER', 'Practise on your own with /interview question private'],
  ])('in %s it is said at once what to do, and nothing is left behind', async (_name, where, sentence) => {
    const channel = where === 'secret' ? team.slack.channel('secret').channel_id : where;
    const before = await drops();
    const answers = await askIn(channel, 'question backend');
    await expect.poll(answers, within).toEqual([expect.stringContaining(sentence)]);
    await expect.poll(drops, within).toHaveLength(before.length);
  });

  test('a schedule joins, or says what to do', async () => {
    const fresh = team.slack.channel('archive');
    team.slack.store.channels.update(fresh.id, { members: [] });
    const answers = await askIn(fresh.channel_id, 'schedule set daily 09:00 UTC backend');
    await expect.poll(answers, within).toEqual([expect.stringContaining('Scheduled')]);
    expect(team.slack.channel('archive').members).toContain(team.slack.botUser);
    const warned = await askIn(
      team.slack.channel('secret').channel_id,
      'schedule set daily 09:00 UTC backend',
    );
    await expect.poll(warned, within).toEqual([expect.stringContaining('/invite @Whetstone')]);
  });
});

describe('a form that Slack doesn’t open', () => {
  const review = async (): Promise<void> => {
    const thread = await team.drop();
    const ts = await team.reply('leo', thread, good);
    await team.ask('maya', `mentor add <@${team.user('maya')}>`);
    const message = { ts, thread_ts: thread, user: team.user('leo'), text: good };
    await team.interact('maya', { type: 'message_action', callback_id: 'review', message });
  };
  const forms: [what: string, how: () => Promise<unknown>][] = [
    ['setup', () => team.command('maya', 'setup')],
    ['suggest', () => team.command('maya', 'suggest backend')],
    ['the shortcut Review answer', review],
  ];
  const codes = forms.flatMap(([what, how]) =>
    ['expired_trigger_id', 'ratelimited', 'internal_error'].map((code) => [what, code, how] as const),
  );
  test.each(codes)('%s, %s: a button opens it, and the log has the code', async (_what, code, how) => {
    const [answered, views, logged] = [team.answered.length, team.views().length, world.logged.length];
    world.api.next('views.open', { code });
    await how();
    const answer = () => team.answered.slice(answered).at(-1);
    await expect.poll(() => answer()?.words, within).toContain('The form didn’t open.');
    expect(world.logged.slice(logged).join('')).toContain(code);
    await team.press('maya', answer(), 'Open the form');
    await expect.poll(() => team.views().length, within).toBe(views + 1);
  });
});

test('an app is no mentor, and neither is a user group', async () => {
  for (const app of ['USLACKBOT', team.slack.botUser])
    expect(await team.ask('maya', `mentor add <@${app}>`)).toBe('An app can’t be a mentor. Name a person.');
  for (const words of ['mentor add', 'mentor role', 'schedule set daily 09:00 ping'])
    expect(await team.ask('maya', `${words} <!subteam^S0TEAM|@backend>`)).toContain('Name each person');
  expect(await team.ask('maya', 'mentor list')).not.toContain('SLACKBOT');
});

test('an error names whom it is about', async () => {
  const leo = team.user('leo');
  const words = await team.ask('maya', `question <@${leo}|leo>`);
  expect(words).toMatch(/“@.+”/);
  expect(words).not.toContain('<@');
});

test('who opens the home thirty times gets it published once in a few seconds', async () => {
  const published = () => world.api.calls.filter(({ method }) => method === 'views.publish').length;
  const before = published();
  const open = () => team.event({ type: 'app_home_opened', user: team.user('leo'), tab: 'home' });
  await Promise.all(Array.from({ length: 30 }, open));
  await expect.poll(published, within).toBe(before + 1);
  await open();
  await world.whetstone.stop();
  expect(published()).toBe(before + 1);
  await world.launch();
});

test('who may be an admin isn’t refused as one who is none', async () => {
  await world.whetstone.stop();
  await world.launch();
  world.api.next('users.info', { code: 'internal_error' });
  expect(await team.ask('leo', 'schedule pause')).toContain('Try again in a minute');
  expect(await team.ask('leo', 'schedule pause')).toContain('Ask one of this workspace’s admins');
});

test('an answer that Slack doesn’t take comes as a message', async () => {
  const told = toldDirectly('maya').length;
  world.api.next('chat.postEphemeral', { code: 'channel_not_found' });
  await team.deliver(
    command({
      team_id: team.id,
      channel_id: team.channel,
      channel_name: 'practice',
      user_id: team.user('maya'),
      text: 'help',
      trigger_id: await team.trigger('maya'),
      response_url: `${team.url}/nowhere`,
    }),
  );
  await expect
    .poll(() => toldDirectly('maya').slice(told), within)
    .toEqual([expect.stringContaining('/interview question')]);
});

describe('what fails after the acknowledgement', () => {
  test.each([
    ['not_in_channel', 'Invite Whetstone to the channel'],
    ['restricted_action', 'Posting permissions'],
    ['msg_too_long', 'msg_too_long'],
  ])('a question that Slack refuses by %s is told, taken back and in the log', async (code, sentence) => {
    await team.drop();
    const before = await drops();
    const told = toldDirectly('leo').length;
    const logged = world.logged.length;
    world.api.next('chat.postMessage', { code });
    world.api.next('chat.postEphemeral', { code: 'not_in_channel' });
    await askIn(team.channel, 'question backend', 'leo');
    await expect
      .poll(() => toldDirectly('leo').slice(told), within)
      .toEqual([expect.stringContaining(sentence)]);
    await expect.poll(drops, within).toHaveLength(before.length);
    expect(world.logged.slice(logged).join('')).toContain(code);
  });
});
