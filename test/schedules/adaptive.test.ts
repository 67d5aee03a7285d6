import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { addChannel } from '../../adapters/web/store/channels.ts';
import type { Coach } from '../../src/domain/coach.ts';
import type { Track } from '../../src/domain/question.ts';
import { wakeForSlots } from '../../src/schedules/wakes.ts';
import { openElsewhere, withoutKeys } from '../app/elsewhere.ts';
import { plainQuestion, plainTrack } from '../questions/hostile-tracks.ts';
import { Harness } from '../support/harness.ts';

let h: Harness;
afterEach(() => h.stop());

/** Reads in an answer how many key points it makes. */
const coach: Coach = {
  name: 'rubric',
  async assess({ question, answer }) {
    const ids = question.key_points.map(({ id }) => id);
    const made = Number(/makes (\d)/.exec(answer)?.[1]);
    const none = {
      unsure: [],
      misconceptions: [],
      strengths: [],
      maybes: [],
      improvement: 'More.',
      followUp: 'Why?',
    };
    return { ...none, score: 50, covered: ids.slice(0, made), missing: ids.slice(made) };
  },
};

const says = (made: number) => `This answer makes ${made} of the points that are looked for.`;

/** A question about each topic for each number, as in `backend/indexing-3`. */
function trackOf(id: string, topics: Readonly<Record<string, number>>): Track {
  const questions = Object.entries(topics).flatMap(([topic, count]) =>
    Array.from({ length: count }, (_, number) =>
      plainQuestion(`${id}/${topic}-${number}`, { tags: [topic] }),
    ),
  );
  return { ...plainTrack(id, questions), topics: Object.keys(topics) };
}

async function start(tracks?: readonly Track[]): Promise<void> {
  h = await Harness.start({ coach, at: '2026-11-24T10:00:00Z', ...(tracks && { tracks }) });
}

const schedule = (words: string, channel = 'practice') =>
  h.command('sam', `schedule set daily 09:00 UTC ${words}`, channel);

/** Asks in a channel, where members answer with so many key points. */
async function answered(question: string, made: Readonly<Record<string, number>>, channel = 'practice') {
  const thread = await h.drop(`question ${question}`, channel);
  for (const [member, count] of Object.entries(made)) await h.reply(member, thread, says(count), { channel });
  return thread;
}

const each = async (
  questions: readonly string[],
  made: Readonly<Record<string, number>>,
  channel?: string,
) => {
  for (const question of questions) await answered(question, made, channel);
};

/** What the next slots ask, one a day: the question, and the topic for which it was chosen. */
async function next(days = 1, channel = 'practice') {
  for (let day = 0; day < days; day += 1) {
    h.clock(`${new Date(h.now.getTime() + 15 * 3_600_000).toISOString().slice(0, 10)}T09:00:00Z`);
    await h.sweep();
    h.clock(60);
  }
  const drops = await h.services.db
    .selectFrom('drops')
    .select(['question_id', 'weak_topic'])
    .where('source', '=', 'schedule')
    .where('channel_id', '=', channel)
    .orderBy('id', 'desc')
    .limit(days)
    .execute();
  return drops.reverse();
}

const topicsOf = async (days: number) => (await next(days)).map(({ weak_topic }) => weak_topic);

const apiDesign = ['backend/rest-api-design', 'backend/api-versioning'];

test('what a channel missed most is asked next; the card says why, and names nobody', async () => {
  await start();
  expect(await schedule('adaptive')).toContain('Weak spots: choose at most every second question');
  await each(apiDesign, { maya: 0, leo: 1, priya: 2 });
  expect(await next()).toEqual([{ question_id: 'full-stack/api-contract', weak_topic: 'api-design' }]);
  const card = (await h.said()).at(-1) ?? '';
  expect(card).toContain('\nChosen because api design was missed most in the last two months.\n');
  expect(card).not.toMatch(/@|maya|leo|priya/i);
});

test('only where it is switched on, and until it is switched off', async () => {
  await start([trackOf('backend', { indexing: 9, caching: 9 })]);
  expect(await schedule('')).toContain('Weak spots: off');
  const questions = ['backend/indexing-0', 'backend/indexing-1', 'backend/indexing-2'];
  await each(questions, { maya: 0, leo: 0 });
  expect(await topicsOf(2)).toEqual([null, null]);
  await schedule('adaptive on');
  expect(await topicsOf(1)).toEqual(['indexing']);
  expect(await h.command('sam', 'schedule set 09:00')).toContain('Weak spots: choose');
  await schedule('adaptive off');
  expect(await topicsOf(2)).toEqual([null, null]);
});

test('at most every second question, and never one that the channel had', async () => {
  await start([trackOf('backend', { indexing: 8, caching: 8, queues: 8 })]);
  await schedule('adaptive');
  await each(['backend/indexing-0', 'backend/indexing-1', 'backend/indexing-2'], { maya: 0, leo: 1 });
  const asked = await next(8);
  expect(asked.map(({ weak_topic }) => weak_topic)).toEqual([
    ...['indexing', null, 'indexing', null, 'indexing', null],
    ...['indexing', null],
  ]);
  expect(new Set(asked.map(({ question_id }) => question_id)).size).toBe(8);
  for (const { question_id, weak_topic } of asked) if (weak_topic) expect(question_id).toContain(weak_topic);
});

test('when all about it were asked within 60 days, the choice is as usual; later, they may come again', async () => {
  await start([trackOf('backend', { indexing: 3, caching: 80 })]);
  await h.command('sam', 'settings set reveal 30d');
  const questions = ['backend/indexing-0', 'backend/indexing-1', 'backend/indexing-2'];
  const threads: string[] = [];
  for (const question of questions) threads.push(await answered(question, { maya: 0, leo: 0 }));
  await schedule('adaptive');
  expect(await topicsOf(2)).toEqual([null, null]);
  h.clock('2026-12-20T10:00:00Z');
  for (const thread of threads) for (const late of ['priya', 'nina']) await h.reply(late, thread, says(1));
  h.clock('2027-01-21T10:00:00Z');
  expect(await topicsOf(1)).toEqual([null]);
  h.clock('2027-01-23T10:00:00Z');
  const [again] = await next();
  expect(again).toEqual({ question_id: expect.stringContaining('indexing'), weak_topic: 'indexing' });
});

test('nothing is told of a topic that only one member missed, however often', async () => {
  await start([trackOf('backend', { indexing: 12, caching: 12 })]);
  await schedule('adaptive');
  await each(
    Array.from({ length: 6 }, (_, number) => `backend/indexing-${number}`),
    { maya: 0 },
  );
  expect(await topicsOf(1)).toEqual([null]);
  // Who makes every point hides nobody who doesn't.
  await each(['backend/indexing-6', 'backend/indexing-7'], { leo: 3 });
  expect(await topicsOf(1)).toEqual([null]);
  await answered('backend/indexing-8', { priya: 1 });
  expect(await topicsOf(1)).toEqual(['indexing']);
});

test('nor of one with fewer than five answers, or of which most is known', async () => {
  await start([trackOf('backend', { indexing: 9, caching: 9 })]);
  await schedule('adaptive');
  await each(['backend/indexing-0', 'backend/indexing-1'], { maya: 0, leo: 0 });
  await each(['backend/caching-0', 'backend/caching-1', 'backend/caching-2'], { maya: 3, leo: 2, priya: 3 });
  await each(['backend/caching-3', 'backend/caching-4'], { priya: 2 });
  expect(await topicsOf(1)).toEqual([null]);
  await answered('backend/indexing-2', { priya: 0 });
  expect(await topicsOf(1)).toEqual(['indexing']);
});

test('each member counts the same, however much they write', async () => {
  await start([trackOf('backend', { indexing: 12, caching: 12 })]);
  await schedule('adaptive');
  // By answers, indexing is the weakest: two of nine points in three. By members it is caching.
  await answered('backend/indexing-0', { maya: 0, leo: 2, priya: 2, nina: 2 });
  await each(
    [1, 2, 3, 4, 5].map((number) => `backend/indexing-${number}`),
    { maya: 0 },
  );
  await each(['backend/caching-0', 'backend/caching-1', 'backend/caching-2'], { leo: 1, priya: 1 });
  expect(await topicsOf(1)).toEqual(['caching']);
});

test('private practice, withdrawn answers, old ones and what follows a sample answer tell nothing', async () => {
  await start([trackOf('backend', { indexing: 20, caching: 20 })]);
  await schedule('adaptive');
  const members = ['maya', 'leo', 'priya'];
  for (const number of [0, 1, 2]) {
    for (const member of members) {
      await h.core.command(h.actor(member), `question backend/indexing-${number} private`);
      const { id } = await h.services.db
        .selectFrom('drops')
        .select('id')
        .where('source', '=', 'private')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      await h.core.submit(h.actor(member), 'private-answer', id, { answer: says(0) });
      await h.drain();
    }
  }
  expect(await topicsOf(1)).toEqual([null]);
  for (const number of [3, 4]) {
    const thread = await h.drop(`question backend/indexing-${number}`);
    for (const member of members) await h.remove(await h.reply(member, thread, says(0)));
  }
  expect(await topicsOf(1)).toEqual([null]);
  const thread = [await h.drop('question backend/indexing-5'), await h.drop('question backend/indexing-6')];
  h.clock(481);
  await h.sweep();
  h.clock(1);
  for (const one of thread) for (const member of members) await h.reply(member, one, says(0));
  expect(await topicsOf(1)).toEqual([null]);
  await each(['backend/indexing-7', 'backend/indexing-8'], { maya: 0, leo: 0, priya: 0 });
  h.clock(61 * 24 * 60);
  expect(await topicsOf(1)).toEqual([null]);
});

test('only what the schedule’s filter lets through is asked, and tells anything', async () => {
  await start([trackOf('backend', { indexing: 9 }), trackOf('devops', { indexing: 9, rollbacks: 9 })]);
  await schedule('devops adaptive');
  await each(['backend/indexing-0', 'backend/indexing-1', 'backend/indexing-2'], { maya: 0, leo: 0 });
  expect(await topicsOf(1)).toEqual([null]);
  await each(['devops/rollbacks-0', 'devops/rollbacks-1', 'devops/rollbacks-2'], { maya: 1, leo: 0 });
  expect(await next()).toEqual([
    { question_id: expect.stringContaining('devops/rollbacks'), weak_topic: 'rollbacks' },
  ]);
});

test('nor does what another workspace with the same ids missed and had', async () => {
  await start([trackOf('backend', { indexing: 9, caching: 9 })]);
  const { db } = h.services;
  const three = (topic: string) => [0, 1, 2].map((number) => `backend/${topic}-${number}`);
  await addChannel(db, h.workspace, 'lobby');
  await schedule('adaptive');
  await each(three('caching'), { maya: 9, leo: 9 });
  await each(three('indexing'), { maya: 0, leo: 0 }, 'lobby');
  const [elsewhere] = await openElsewhere(h, false);
  const there = sql`workspace_id = ${elsewhere}`;
  await withoutKeys(db, async (tx) => {
    await sql`update drops as there set channel_id = 'practice', question_id = here.question_id
      from drops as here where there.workspace_id = ${elsewhere} and here.workspace_id = ${h.workspace} and here.id = there.id`.execute(
      tx,
    );
    await sql`update answers set drop_id = (select min(id) from drops where ${there}), member_id = 'member-' || id
      where ${there}`.execute(tx);
    await sql`update feedback set revision = 0 where ${there}`.execute(tx);
  });
  expect(await topicsOf(1)).toEqual([null]);
  await sql`update drops set source = 'schedule', weak_topic = 'caching', slot = '2026-12-24' where ${there} and id = (
    select min(id) from drops where ${there})`.execute(db);
  await each(['backend/indexing-3', 'backend/indexing-4', 'backend/indexing-5'], { maya: 0, leo: 0 });
  expect(await topicsOf(1)).toEqual(['indexing']);
});

test('channels that are due at once each get what they missed', async () => {
  await start([trackOf('backend', { indexing: 9, caching: 9, queues: 9 })]);
  for (const [channel, topic] of [
    ['one', 'indexing'],
    ['two', 'caching'],
    ['three', 'queues'],
  ] as const) {
    await addChannel(h.services.db, h.workspace, channel);
    await schedule(channel === 'three' ? '' : 'adaptive', channel);
    const questions = [0, 1, 2].map((number) => `backend/${topic}-${number}`);
    await each(questions, { maya: 0, leo: 0 }, channel);
  }
  expect(await next(1, 'one')).toMatchObject([{ weak_topic: 'indexing' }]);
  const rows = await h.services.db
    .selectFrom('drops')
    .select(['channel_id', 'weak_topic'])
    .where('source', '=', 'schedule')
    .orderBy('id')
    .execute();
  expect(new Map(rows.map(({ channel_id, weak_topic }) => [channel_id, weak_topic]))).toEqual(
    new Map([
      ['one', 'indexing'],
      ['two', 'caching'],
      ['three', null],
    ]),
  );
});

test('two hundred channels cost as many statements as ten', async () => {
  await start();
  const { db } = h.services;
  await answered('backend/rest-api-design', { maya: 0 });
  const channels = async (from: number, to: number, at: string) => {
    const numbers = sql`generate_series(${from}::int, ${to}::int) n`;
    await sql`insert into channels (workspace_id, id, name)
      select ${h.workspace}, 'team-' || n, 'team-' || n from ${numbers}`.execute(db);
    await sql`insert into schedules (workspace_id, channel_id, days, at, time_zone, tracks, levels, categories,
        reveal_after_minutes, is_adaptive, next_slot_at, updated_at)
      select ${h.workspace}, 'team-' || n, '{1,2,3,4,5,6,7}', '09:00', 'UTC', '{}', '{}', '{}', 480, true,
        ${at}::timestamptz, ${h.now} from ${numbers}`.execute(db);
    await sql`insert into drops (workspace_id, channel_id, source, question_owner, question_id, question_revision, state,
        message, reveal_after_minutes, created_at)
      select workspace_id, 'team-' || n, 'request', question_owner, question_id, question_revision, 'open', 'm' || d.id || n,
        480, ${h.now} from drops d, ${numbers} where message is not null and channel_id = 'practice'`.execute(
      db,
    );
    await sql`insert into answers (workspace_id, drop_id, channel_id, member_id, message, is_private, state, revision, day,
        created_at)
      select workspace_id, d.id, channel_id, member, member || d.id, false, 'standing', 1, '2026-11-24', ${h.now}
      from drops d, unnest(array['maya', 'leo', 'priya', 'sam', 'nina']) member where message like 'm%'
      on conflict do nothing`.execute(db);
    await sql`insert into answer_revisions (workspace_id, answer_id, revision, text, written_at, edited_at)
      select workspace_id, id, 1, 'words', created_at, created_at from answers on conflict do nothing`.execute(
      db,
    );
    await sql`insert into feedback (workspace_id, answer_id, revision, state, coach, score, assessment, due_at, given_at)
      select workspace_id, answer_id, 1, 'given', 'rubric', 50, (select assessment from feedback limit 1), ${h.now}, ${h.now}
      from answer_revisions on conflict do nothing`.execute(db);
  };
  for (const member of ['leo', 'priya', 'sam', 'nina']) await h.command(member, 'stats');
  const opening = async (day: string) => {
    h.clock(`${day}T09:00:00Z`);
    const cost = await h.counter.during(() => h.run(wakeForSlots(h.now)));
    const { rows } = await sql<{ number: number }>`
      select count(*)::int as number from drops where weak_topic = 'api-design' and slot::date = ${day}::date`.execute(
      db,
    );
    return { statements: cost.statements, chosen: rows[0]?.number };
  };
  await channels(1, 10, '2026-11-25T09:00:00Z');
  const few = await opening('2026-11-25');
  await sql`delete from schedules`.execute(db);
  await channels(11, 200, '2026-11-26T09:00:00Z');
  expect(await opening('2026-11-26')).toEqual({ statements: few.statements, chosen: 190 });
  expect(few.chosen).toBe(10);
});
