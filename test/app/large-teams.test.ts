import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { features } from '../../src/app/features.ts';
import { sweep } from '../../src/app/sweep.ts';
import { wakeForSlots } from '../../src/schedules/wakes.ts';
import { better, good } from '../support/answers.ts';
import { cardText, Harness } from '../support/harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await Harness.start({ at: '2026-11-24T08:00:00Z' });
});
afterEach(() => h.stop());

/** Channels with a schedule each, all due at nine. */
async function scheduleIn(from: number, to: number): Promise<void> {
  const { db } = h.services;
  await sql`insert into channels (workspace_id, id, name)
    select ${h.workspace}, 'team-' || n, 'team-' || n from generate_series(${from}::int, ${to}::int) n`.execute(
    db,
  );
  await sql`insert into schedules (workspace_id, channel_id, days, at, time_zone, tracks, levels, categories,
      reveal_after_minutes, next_slot_at, updated_at)
    select ${h.workspace}, 'team-' || n, '{1,2,3,4,5,6,7}', '09:00', 'UTC', '{}', '{}', '{}', 480,
      '2026-11-24T09:00:00Z', ${h.now} from generate_series(${from}::int, ${to}::int) n`.execute(db);
}

test('5,000 channels whose slots are due at once cost a few statements for each 200', async () => {
  const slot = wakeForSlots(new Date('2026-11-24T09:00:00Z'));
  const sweeping = () => h.counter.during(() => sweep(h.services, features));
  await scheduleIn(1, 200);
  h.clock('2026-11-24T09:00:00Z');
  const sweepOfFew = await sweeping();
  const few = await h.counter.during(() => h.run(slot));
  h.clock('2026-11-24T08:30:00Z');
  await scheduleIn(201, 5200);
  h.clock('2026-11-24T09:00:00Z');
  h.wakes.length = 0;
  expect(await sweeping()).toMatchObject({ statements: sweepOfFew.statements });
  expect(h.wakes.filter(({ job }) => job === 'open-due-slots')).toHaveLength(1);
  const many = await h.counter.during(() => h.run(slot));
  expect(many.statements).toBeLessThanOrEqual(25 * few.statements);
  const { rows } = await sql`select from drops where state = 'due' and slot is not null`.execute(
    h.services.db,
  );
  expect(rows).toHaveLength(5200);
});

/** So many members' answers to a question, with their feedback. */
async function answersTo(thread: string, members: number): Promise<void> {
  const { db } = h.services;
  await sql`insert into members (workspace_id, id, name)
    select ${h.workspace}, 'many-' || n, 'Member ' || n from generate_series(1, ${members}::int) n
    on conflict do nothing`.execute(db);
  await sql`insert into answers (workspace_id, drop_id, channel_id, member_id, message, is_private, state, revision, day,
      created_at)
    select workspace_id, id, channel_id, 'many-' || n, ${thread} || n, false, 'standing', 1, '2026-11-24', ${h.now}
    from drops, generate_series(1, ${members}::int) n
    where workspace_id = ${h.workspace} and message = ${thread}`.execute(db);
  await withFeedback();
}

async function withFeedback(): Promise<void> {
  const { db } = h.services;
  await sql`insert into answer_revisions (workspace_id, answer_id, revision, text, written_at, edited_at)
    select workspace_id, id, 1, ${better} || ' ' || id, created_at, created_at from answers
    on conflict do nothing`.execute(db);
  await sql`insert into feedback (workspace_id, answer_id, revision, state, coach, score, assessment, due_at, given_at)
    select workspace_id, answer_id, 1, 'given', 'rubric', 50, (select assessment from feedback limit 1), ${h.now}, ${h.now}
    from answer_revisions on conflict do nothing`.execute(db);
}

test('an answer in a thread with 2,000 replies costs what it costs in another', async () => {
  const small = await h.drop();
  const large = await h.drop('question backend/api-versioning');
  for (const thread of [small, large]) await h.reply('noor', thread, good);
  await answersTo(large, 2000);
  const few = await h.counter.during(() => h.reply('leo', small, good));
  const many = await h.counter.during(() => h.reply('leo', large, good));
  expect(many).toEqual(few);
});

test('catching up with a thread of 2,000 replies costs what one with 20 does', async () => {
  const catchUp = async (question: string, members: number) => {
    const thread = await h.drop(`question ${question}`);
    await h.reply('noor', thread, good);
    await answersTo(thread, members);
    h.clock(5);
    const open = (await h.core.openThreads(h.workspace)).find((one) => one.thread === thread);
    const { rows } = await sql<{ member: string; message: string; text: string }>`
      select member_id as member, message, text
      from answers join answer_revisions revision on revision.answer_id = answers.id
      where answers.drop_id = (select id from drops where message = ${thread})`.execute(h.services.db);
    const replies = rows.map(({ member, message, text }) => ({
      ...h.message(member, thread, text, { message }),
      writtenAt: h.now,
    }));
    return h.counter.during(async () => {
      if (open) await h.core.catchUp(open, replies);
    });
  };
  const few = await catchUp('backend/slow-query', 20);
  const many = await catchUp('backend/api-versioning', 2000);
  expect(many.statements).toBe(few.statements);
});

/** One member's answers, each to a drop of its own of the same question, a day each. */
async function answersBy(member: string, from: number, to: number): Promise<void> {
  const { db } = h.services;
  await sql`insert into drops (workspace_id, channel_id, source, question_owner, question_id, question_revision, state,
      message, slot, reveal_after_minutes, opened_at, created_at)
    select workspace_id, 'practice', 'schedule', question_owner, question_id, question_revision, 'open',
      'old-' || n, '2026-11-24T09:00:00'::timestamp - n * interval '1 day', 480, ${h.now}, ${h.now}
    from (select * from drops where question_id is not null order by id limit 1) one, generate_series(${from}::int, ${to}::int) n`.execute(
    db,
  );
  await sql`insert into answers (workspace_id, drop_id, channel_id, member_id, message, is_private, state, revision, day,
      created_at)
    select workspace_id, id, channel_id, ${member}, 'answer-' || id, false, 'standing', 1, slot::date, slot
    from drops where message like 'old-%' on conflict do nothing`.execute(db);
  await withFeedback();
}

test('a member with 3,000 answers costs what one with 25 does: stats, home, and feedback with earlier attempts', async () => {
  const cost = async () => {
    // What was voted and answered since is added up by whoever looks first.
    await h.command('maya', 'stats');
    return {
      stats: await h.counter.during(() => h.command('maya', 'stats')),
      home: await h.counter.during(async () => cardText(await h.core.home(h.actor('maya')))),
      feedback: await h.counter.during(async () => h.reply('maya', await h.drop(), good)),
    };
  };
  await h.reply('maya', await h.drop(), good);
  await answersBy('maya', 1, 25);
  const few = await cost();
  await answersBy('maya', 26, 3000);
  const many = await cost();
  expect(many).toEqual(few);
});
