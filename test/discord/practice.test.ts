import { PermissionFlagsBits as Flag } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { better, good, short } from '../support/answers.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import { said, type Team } from './team.ts';
import { World } from './world.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await World.start('Acme');
  team = world.team;
});
afterAll(() => world.close());

const within = { timeout: 60_000 };
const answersIn = async (thread: string) => {
  const rows = await world.database.db
    .selectFrom('answers')
    .innerJoin('drops', 'drops.id', 'answers.drop_id')
    .innerJoin('answer_revisions as revision', (join) =>
      join.onRef('revision.answer_id', '=', 'answers.id').onRef('revision.revision', '=', 'answers.revision'),
    )
    .select(['member_id', 'text', 'answers.message'])
    .where('drops.message', '=', thread)
    .where('answers.state', '=', 'standing')
    .orderBy('answers.id')
    .execute();
  return rows.map(({ member_id, text }) => [member_id, text]);
};

test('roles and channels in an answer have their names, those of channels that not everybody sees are kept', async () => {
  const role = team.guild.addRole('Database crew');
  const hiring = team.guild.addChannel('hiring-leo');
  team.guild.overwrite(hiring, team.guild.id, { deny: Flag.ViewChannel });
  for (const whom of [world.discord.botUser.id, team.id('leo')])
    team.guild.overwrite(hiring, whom, { allow: Flag.ViewChannel });
  const thread = await team.drop();
  const own = await team.drop(hiring);
  const secret = team.person('maya').startThread(team.practice, 'pay rise', undefined, 'private');
  const words = `I ask <@&${role.id}> in <#${team.practice.id}>, <#${hiring.id}>, <#${secret.id}> and <#1>.`;
  team.person('maya').write(thread, `${good} ${words}`);
  const texts = async () =>
    (await world.database.db.selectFrom('answer_revisions').select('text').execute()).map(({ text }) => text);
  const seen = `${good} I ask @Database crew in #practice, #private-channel, #private-channel and #private-channel.`;
  await expect.poll(texts, { timeout: 60_000 }).toContain(seen);
  team.person('leo').write(own, `${good} I ask in <#${hiring.id}>.`);
  await expect.poll(texts, { timeout: 60_000 }).toContain(`${good} I ask in #hiring-leo.`);
});

test('what counts as an answer: mentions and marks as they are read, edits, and no conversation', async () => {
  const thread = await team.drop();
  team.person('maya').write(thread, short);
  const maya = team
    .person('maya')
    .write(thread, `${good} <@${team.id('leo')}> knows <:smile:123456789012345678>`);
  team.person('leo').write(thread, better, { replyTo: maya });
  team.person('priya').write(thread, better);
  await expect
    .poll(() => answersIn(thread), within)
    .toEqual([
      [team.id('maya'), `${good} @leo knows :smile:`],
      [team.id('priya'), better],
    ]);
  team.person('maya').edit(maya, good);
  await expect.poll(() => answersIn(thread), within).toContainEqual([team.id('maya'), good]);
  team.person('maya').delete(maya);
  await expect.poll(() => answersIn(thread), within).toEqual([[team.id('priya'), better]]);
});

test('several messages deleted at once are each taken back', async () => {
  const thread = await team.drop();
  const written = ['maya', 'leo'].map((name) => team.person(name).write(thread, good));
  await expect.poll(async () => (await answersIn(thread)).length, within).toBe(2);
  const [first, second] = written;
  if (first && second) world.discord.as(team.guild.owner).delete(first, second);
  await expect.poll(() => answersIn(thread), within).toEqual([]);
});

test('what is written outside threads, in other threads and by other bots is left alone', async () => {
  const before = (await world.answers()).length;
  team.person('maya').write(team.practice, good);
  const other = team.person('maya').startThread(team.practice, 'Lunch');
  team.person('maya').write(other, good);
  const thread = await team.drop();
  team.person('leo').write(thread, good);
  await expect.poll(async () => (await world.answers()).length, within).toBe(before + 1);
});

describe('a message’s menu', () => {
  test('makes another message one’s answer, and has it read again', async () => {
    const thread = await team.drop();
    team.person('maya').write(thread, good);
    await team.hears(thread, /Feedback/);
    const other = team.person('maya').write(thread, better);
    const used = await team.person('maya').menu('Use as my answer', other);
    expect(await said(used)).toContain('This is your answer now');
    await expect.poll(() => answersIn(thread), within).toEqual([[team.id('maya'), better]]);
    const again = await team.person('maya').menu('Get feedback again', other);
    expect(await said(again)).toContain('The coach is reading it again');
    const notMine = await team.person('leo').menu('Use as my answer', other);
    expect(await said(notMine)).toContain('Only your own message');
    expect(await said(await team.person('maya').menu('Review answer', other))).toContain(
      'Only mentors review',
    );
  });
});

describe('mentors', () => {
  test('by role: a reply is a comment, ✅ approves, and the queue has claims and links', async () => {
    const role = team.guild.addRole('Mentors');
    team.guild.setRoles(team.id('priya'), [role.id]);
    expect(await team.ask('sam', ['mentor', 'role'], { role: role.id })).toContain('is a mentor now');
    const thread = await team.drop();
    const answer = team.person('maya').write(thread, good);
    await team.hears(thread, /Feedback/);

    const queue = await team.command('priya', ['reviews']);
    expect(await said(queue)).toContain(team.id('maya'));
    expect(JSON.stringify(queue.message?.embeds)).toContain(
      `https://discord.com/channels/${team.guild.id}/${thread}/${answer.id}`,
    );
    const claimed = await team.person('priya').press(queue.message ?? '', claimLabel(queue.message));
    expect(['update', 'deferred update']).toContain(claimed.kind);
    await expect.poll(() => visibleText(claimed.message ?? {}), within).toMatch(/claim|Release|yours/i);

    team.person('priya').write(thread, 'Say what the plan looked like.', { replyTo: answer });
    await team.hears(thread, /Say what the plan looked like\./);
    team.person('priya').react(answer, '✅');
    await team.hears(thread, /approved/);
    team
      .person('leo')
      .write(thread, 'I would not say that at all, would you, and why is that so?', { replyTo: answer });
    team.person('leo').react(answer, '✅');
    const reviews = world.database.db
      .selectFrom('reviews')
      .select('mentor_id')
      .where('withdrawn_at', 'is', null);
    expect(new Set((await reviews.execute()).map(({ mentor_id }) => mentor_id))).toEqual(
      new Set([team.id('priya')]),
    );
    await team.ask('sam', ['mentor', 'role'], { role: role.id });
  });
});

describe('votes', () => {
  const votesOn = async (message: string) => {
    const row = await world.database.db
      .selectFrom('answers')
      .select('votes')
      .where('message', '=', message)
      .executeTakeFirstOrThrow();
    return row.votes;
  };

  test('by several emoji count once, go with the last, and never for oneself', async () => {
    const thread = await team.drop();
    const answer = team.person('maya').write(thread, good);
    await team.hears(thread, /Feedback/);
    for (const emoji of ['👍', '⭐']) team.person('leo').react(answer, emoji);
    team.person('maya').react(answer, '👍');
    await team.hears(thread, /1 vote/);
    team.person('leo').unreact(answer, '👍');
    // What comes after it has been seen, so it has been, too.
    team.person('priya').react(answer, '⭐');
    await expect.poll(() => votesOn(answer.id), within).toBe(2);
    team.person('leo').unreact(answer, '⭐');
    await expect.poll(() => votesOn(answer.id), within).toBe(1);
  });

  test('and approvals go when a moderator clears the reactions, the button’s stay', async () => {
    const thread = await team.drop();
    const answer = team.person('maya').write(thread, good);
    const feedback = await team.hears(thread, /Feedback/);
    await said(await team.person('sam').press(feedback, '⬆️ Vote'));
    for (const emoji of ['👍', '⭐']) team.person('leo').react(answer, emoji);
    team.person('priya').react(answer, '👍');
    await expect.poll(() => votesOn(answer.id), within).toBe(3);
    const owner = world.discord.as(team.guild.owner);
    owner.clearReactions(answer, '👍');
    await expect.poll(() => votesOn(answer.id), within).toBe(2);
    await team.ask('sam', ['mentor', 'add'], { member: team.id('priya') });
    team.person('priya').react(answer, '✅');
    await team.hears(thread, /approved/);
    owner.clearReactions(answer);
    await expect.poll(() => votesOn(answer.id), within).toBe(1);
    await expect.poll(() => team.said(thread).join(''), within).not.toContain('approved');
  });
});

describe('feedback in private', () => {
  test('comes as a direct message, or where those are closed as a note with a button', async () => {
    await team.ask('maya', ['feedback'], { where: 'private' });
    const thread = await team.drop();
    team.person('maya').write(thread, good);
    const direct = world.discord.directMessages(team.id('maya')).id;
    await team.hears(direct, /key points/);
    expect(team.said(thread)).toEqual([]);

    world.discord.setDms(team.id('maya'), 'closed');
    const other = await team.drop();
    const answer = team.person('maya').write(other, better);
    const note = await team.hears(other, /can’t send you direct messages/);
    expect(note.message_reference?.message_id).toBe(answer.id);
    expect(await said(await team.person('maya').press(note, 'Show my feedback'))).toContain('key points');
    expect(await said(await team.person('leo').press(note, 'Show my feedback'))).toContain('Only the author');
    world.discord.setDms(team.id('maya'), 'open');
    await team.ask('maya', ['feedback'], { where: 'default' });
  });
});

test('a forum: a post with tags, answers in it, feedback, and the sample answer', async () => {
  const tags = ['technical', 'intermediate', 'beginner'];
  const forum = team.guild.addChannel('questions', { type: 'forum', tags });
  const { db } = world.database;
  const { id: workspace } = await db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow();
  // Nobody can type a command in a forum itself, so its questions come by schedule, or as here.
  const member = team.id('sam');
  await world.whetstone.core.command({ workspace, channel: forum.id, member }, 'question backend/slow-query');
  const open = async () => {
    const drops = db.selectFrom('drops').select('message').where('channel_id', '=', forum.id);
    return (await drops.executeTakeFirst())?.message ?? '';
  };
  await expect.poll(open, within).not.toBe('');
  const thread = await open();
  const fitting = forum.available_tags?.slice(0, 2).map(({ id }) => id);
  expect(world.discord.channel(thread)).toMatchObject({ parent_id: forum.id, applied_tags: fitting });

  const answer = team.person('maya').write(thread, good);
  const feedback = await team.hears(thread, `For @${team.id('maya')}`);
  expect(feedback.message_reference?.message_id).toBe(answer.id);
  const [question] = team.spoken(thread);
  expect(await said(await team.person('maya').press(question ?? '', 'Sample answer'))).toContain(
    'Sample answer',
  );
});

function claimLabel(message: unknown): string {
  return JSON.stringify(message).match(/"label":"([^"]*[Cc]laim[^"]*)"/)?.[1] ?? 'none';
}

test('while one answer waits for its question, only that thread waits', async () => {
  const [locked, free] = [await team.drop(), await team.drop()];
  await world.database.db.transaction().execute(async (tx) => {
    await tx.selectFrom('drops').select('id').where('message', '=', locked).forUpdate().execute();
    team.person('maya').write(locked, good);
    team.person('leo').write(free, good);
    await expect.poll(() => answersIn(free), within).toEqual([[team.id('leo'), good]]);
    expect(await answersIn(locked)).toEqual([]);
  });
  await expect.poll(() => answersIn(locked), within).toEqual([[team.id('maya'), good]]);
});
