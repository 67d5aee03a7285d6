import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { better, good } from '../support/answers.ts';
import { chosen, several, text } from '../support/slack/view-state.ts';
import type { Team } from './team.ts';
import { World } from './world.ts';

const third =
  'First I would reproduce it on a copy of production data and look at the plan that the database really chose, because guessing at indexes is slower than reading.';

let world: World;
beforeAll(async () => {
  world = await World.start('acme', 'globex');
});
afterAll(() => world.close());

const within = { timeout: 60_000 };
/** The feedback of one member; that of another may have been posted sooner. */
const feedbackFor = (team: Team, name: string, thread: string) =>
  team.said(thread).find((words) => words.includes(`For @${team.user(name)}`));
const others = (team: Team) => world.teams.filter((one) => one !== team);

test.each([0, 1])('the whole loop in workspace %i of two', async (which) => {
  const team = world.teams[which];
  if (!team) throw new Error('no such workspace');
  const mark = `(${team.id})`;

  // Setup, by the one who installed it, in a form.
  const submitSetup = await team.form('maya', () => team.command('maya', 'setup'));
  const setup = await submitSetup({
    channel: { type: 'conversations_select', selected_conversation: team.channel },
    days: several('1', '3'),
    time: text('09:00'),
    zone: text('Europe/Berlin'),
    tracks: several('backend'),
    levels: several(),
    reveal: chosen('120'),
    leaderboard: chosen('5'),
  });
  expect(setup.status).toBe(200);
  expect(await team.ask('maya', 'schedule')).toContain('Monday, Wednesday at 09:00, Europe/Berlin');

  // A drop, and three answers in its thread.
  await team.command('leo', 'question backend/slow-query');
  await expect.poll(() => team.said().filter((words) => words.includes('Question ·')).length, within).toBe(1);
  const thread = team.messages().at(-1)?.ts ?? '';
  const first = await team.reply('maya', thread, `${good} ${mark}`);
  await team.reply('leo', thread, `${better} ${mark}`);
  await team.reply('priya', thread, `${third} ${mark}`);
  await team.reply('leo', thread, 'Short talk.');
  await expect.poll(() => team.said(thread).length, within).toBe(3);
  for (const words of team.said(thread)) expect(words).toContain('Feedback ·');

  // Votes by reaction and by button count once a member; one's own doesn't.
  const reaction = { item: { type: 'message', channel: team.channel, ts: first } };
  for (const [who, name] of [
    ['leo', '+1'],
    ['leo', 'star'],
    ['priya', 'arrow_up::skin-tone-2'],
    ['maya', '+1'],
  ] as const) {
    await team.event({ type: 'reaction_added', user: team.user(who), reaction: name, ...reaction });
  }
  await expect.poll(() => feedbackFor(team, 'maya', thread), within).toContain('2 votes');

  // What Slack sends of its own thumbs.
  const workspace = await world.whetstone.core.workspaceFor('slack', team.id, team.id);
  const rated = (await world.answers()).find(
    (one) => one.workspace_id === workspace && one.message === first,
  );
  const thumb = { type: 'feedback_buttons', action_id: 'rate-feedback', value: `${rated?.id}:helpful` };
  const told = team.answered.length;
  await team.interact('leo', {
    type: 'block_actions',
    container: { type: 'message', message_ts: first, channel_id: team.channel },
    actions: [thumb],
  });
  await expect.poll(() => team.answered[told]?.words, within).toContain('noted that this helped');

  // A mentor's review by the message shortcut.
  await team.ask('maya', `mentor add <@${team.user('leo')}|leo>`);
  const submitReview = await team.form('leo', () =>
    team.interact('leo', {
      type: 'message_action',
      callback_id: 'review',
      message_ts: first,
      message: { type: 'message', user: team.user('maya'), ts: first, thread_ts: thread, text: good },
    }),
  );
  await submitReview({ score: chosen('5'), comment: text(`Say how you verified it. ${mark}`) });
  await expect.poll(() => feedbackFor(team, 'maya', thread), within).toContain('100 / 100');
  expect(feedbackFor(team, 'maya', thread)).toContain(`Say how you verified it. ${mark}`);

  expect(await team.ask('leo', 'leaderboard')).toMatch(/🥇\s*@maya\s*2\s*1/);

  // The sample answer, when its delay is over.
  world.hoursLater += 9;
  await sweep(world.whetstone.services, features);
  await expect.poll(() => team.said(thread).at(-1), within).toContain('An interviewer might follow up with');

  // Nothing crosses into the other workspace.
  for (const other of others(team)) {
    const everything = JSON.stringify([other.slack.store.messages.all(), other.answered]);
    expect(everything).not.toContain(mark);
  }
});
