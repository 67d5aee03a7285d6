import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import { readAttempt } from '../../src/feedback/read-attempts.ts';
import { rubricCoach } from '../../src/rubric/rubric-coach.ts';
import { settleAllStandings } from '../../src/standings/count-standings.ts';
import { type BotMessage, type Chat, guests, type Person } from './chat.ts';
import type { Crowd } from './crowd.ts';

/** Where people are at work: a workspace, its chat, who is in it and the slots of its schedule that came. */
export interface Place {
  readonly workspace: string;
  readonly chat: Chat;
  readonly crowd: Crowd;
  /** Local times. */
  readonly slots: ReadonlySet<string>;
}

/** Compares what people did with the database, and the database with what stands in the chat. */
export async function expectAllTrue(db: Db, place: Place): Promise<void> {
  const said = place.chat.said();
  await expectPostsOnce(db, place, said);
  await expectDrops(db, place);
  await expectAnswers(db, place);
  await expectFeedback(db, place, said);
  await expectVotes(db, place);
  await expectReviews(db, place, said);
}

/** Each post is one message, and each message one post. */
async function expectPostsOnce(db: Db, { workspace }: Place, said: readonly BotMessage[]): Promise<void> {
  const posts = await db
    .selectFrom('posts')
    .select(['message', 'state', 'error', 'kind', 'subject'])
    .where('workspace_id', '=', workspace)
    .where('only_for', 'is', null)
    .execute();
  const gone = await db
    .selectFrom('answers')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('state', '=', 'withdrawn')
    .execute();
  // Feedback can't be a reply to a message that was deleted just before.
  const isNeedless = ({ kind, subject }: (typeof posts)[number]) =>
    kind === 'feedback' && gone.some(({ id }) => id === subject);
  const undone = posts.filter((post) => !['sent', 'removed'].includes(post.state) && !isNeedless(post));
  expect(undone).toEqual([]);
  const sent = posts.filter(({ state }) => state === 'sent').map(({ message }) => message);
  expect(said.filter(({ id }) => !sent.includes(id))).toEqual([]);
  expect(said.map(({ id }) => id).sort()).toEqual(sent.sort());
}

async function expectDrops(db: Db, { workspace, slots, crowd: { asked } }: Place): Promise<void> {
  const drops = await db
    .selectFrom('drops')
    .select(['id', 'source', 'slot', 'reveal_at'])
    .where('workspace_id', '=', workspace)
    .where('source', '!=', 'private')
    .execute();
  const scheduled = drops.filter(({ source }) => source === 'schedule');
  expect(scheduled.map(({ slot }) => slot?.replace(' ', 'T')).sort()).toEqual([...slots].sort());
  const requested = drops.length - scheduled.length;
  expect(requested).toBeLessThanOrEqual(asked);
  // One that was posted late is revealed late.
  const now = new Date();
  const revealed = drops.filter(({ reveal_at }) => reveal_at !== null && reveal_at <= now);
  for (const [kind, shown] of Object.entries({ drop: drops, reveal: revealed })) {
    const posts = await db
      .selectFrom('posts')
      .select('subject')
      .where('workspace_id', '=', workspace)
      .where('kind', '=', kind)
      .execute();
    expect(posts.map(({ subject }) => subject).sort(), kind).toEqual(shown.map(({ id }) => id).sort());
  }
}

async function expectAnswers(db: Db, { workspace, chat, crowd }: Place): Promise<void> {
  const stored = await db
    .selectFrom('answers')
    .innerJoin('answer_revisions as last', (join) =>
      join
        .onRef('last.workspace_id', '=', 'answers.workspace_id')
        .onRef('last.answer_id', '=', 'answers.id')
        .onRef('last.revision', '=', 'answers.revision'),
    )
    .select(['message', 'member_id as author', 'text'])
    .where('answers.workspace_id', '=', workspace)
    .where('answers.state', '=', 'standing')
    .where('is_private', '=', false)
    .execute();
  const standing = crowd.said.filter(({ isGone }) => !isGone);
  const told = standing.map(({ message, author, text }) => ({ message, author: chat.id(author), text }));
  expect(byMessage(stored)).toEqual(byMessage(told));
}

/** Of the last revision, as the coach reads it, and in one message that shows it. */
async function expectFeedback(db: Db, { workspace }: Place, said: readonly BotMessage[]): Promise<void> {
  const coach = rubricCoach();
  const answers = await db
    .selectFrom('answers')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('state', '=', 'standing')
    .where('is_private', '=', false)
    .execute();
  for (const { workspace_id, id, revision, votes, member_id } of answers) {
    const key = { workspace_id, answer_id: id, revision };
    const { request } = await readAttempt(db, key);
    const given = await db
      .selectFrom('feedback')
      .select(['state', 'assessment'])
      .where('workspace_id', '=', workspace)
      .where('answer_id', '=', id)
      .where('revision', '=', revision)
      .executeTakeFirst();
    const { followUp: _asked, ...assessment } = await coach.assess(request);
    const { score: _score, band: _band, ...withoutScore } = assessment;
    const expected = (await isAfterReveal(db, key)) ? { ...withoutScore, isAfterSample: true } : assessment;
    expect(given).toMatchObject({ state: 'given', assessment: expected });
    const { message } = await db
      .selectFrom('posts')
      .select('message')
      .where('workspace_id', '=', workspace)
      .where('kind', '=', 'feedback')
      .where('subject', '=', id)
      .executeTakeFirstOrThrow();
    const { words = '' } = said.find((one) => one.id === message) ?? {};
    expect(words).toContain(`For @${member_id}`);
    expect(words).not.toContain('reading your latest edit');
    expect(/⬆️ (\d+) votes?\b/.exec(words)?.[1] ?? '0').toBe(String(votes));
  }
}

/** Whether what was written could have been copied: such words get no score. */
async function isAfterReveal(
  db: Db,
  key: { readonly workspace_id: string; readonly answer_id: string; readonly revision: number },
): Promise<boolean> {
  const { rows } = await sql<{ isAfter: boolean | null }>`
    select edited_at > revealed_at as "isAfter" from answer_revisions as revision
    join answers using (workspace_id) join drops using (workspace_id)
    where workspace_id = ${key.workspace_id} and answers.id = ${key.answer_id} and drops.id = answers.drop_id
      and revision.answer_id = answers.id and revision.revision = ${key.revision}`.execute(db);
  return rows[0]?.isAfter ?? false;
}

async function expectVotes(db: Db, { workspace, chat, crowd }: Place): Promise<void> {
  const cast = await db
    .selectFrom('votes')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'votes.workspace_id')
        .onRef('answers.id', '=', 'votes.answer_id'),
    )
    .select(['message', 'voter_id as voter', 'votes.emoji'])
    .where('votes.workspace_id', '=', workspace)
    .execute();
  // Of those who were forgotten votes stay.
  const idOf = (voter: Person) => (guests.some((guest) => guest === voter) ? 'gone' : chat.id(voter));
  const told = crowd.said
    .filter(({ isGone }) => !isGone)
    .flatMap(({ message, votes }) =>
      [...votes].map((voter) => ({ message, voter: idOf(voter), emoji: '👍' })),
    );
  const known = cast.map((one) => ({ ...one, voter: one.voter.replace(/^gone-.*/, 'gone') }));
  expect(byMessage(known)).toEqual(byMessage(told));
  await expectSums(db, workspace);
}

/** The running totals are what there is to add up; those of who was forgotten stay without. */
export async function expectSums(db: Db, workspace: string): Promise<void> {
  await settleAllStandings(db);
  const { rows: standings } = await sql`
    select period, member_id, votes, answers from standings
    where workspace_id = ${workspace} and scope = '' and (period = 'all' or period like '%-Q%') and (votes, answers) <> (0, 0)
      and member_id not like 'gone-%'
    order by period, member_id`.execute(db);
  const { rows: sums } = await sql`
    select period, member_id, sum(n)::int as votes, count(*)::int as answers from (
      select day, member_id, (select count(*) from votes
        where workspace_id = ${workspace} and answer_id = answers.id) as n
      from answers where workspace_id = ${workspace} and state = 'standing' and not is_private) as counted
    cross join unnest(array['all', to_char(day, 'YYYY-"Q"Q')]) as period
    group by period, member_id order by period, member_id`.execute(db);
  expect(standings).toEqual(sums);
}

async function expectReviews(
  db: Db,
  { workspace, chat, crowd }: Place,
  said: readonly BotMessage[],
): Promise<void> {
  for (const { message, approvals, comments, unsure } of crowd.said.filter(({ isGone }) => !isGone)) {
    const reviews = await db
      .selectFrom('reviews')
      .innerJoin('answers', (join) =>
        join
          .onRef('answers.workspace_id', '=', 'reviews.workspace_id')
          .onRef('answers.id', '=', 'reviews.answer_id'),
      )
      .select(['mentor_id', 'comment', 'approved'])
      .where('reviews.workspace_id', '=', workspace)
      .where('message', '=', message)
      .where('reviews.withdrawn_at', 'is', null)
      .execute();
    const approved = reviews.flatMap(({ mentor_id, approved }) => (approved ? [mentor_id] : []));
    expect(approved.sort()).toEqual([...approvals].map((name) => chat.id(name)).sort());
    const remarks = reviews.flatMap(({ comment }) =>
      comment === '' || unsure.includes(comment) ? [] : [comment],
    );
    expect(remarks.sort()).toEqual([...comments.keys()].sort());
    const { words = '' } = said.find((one) => remarks.some((remark) => one.words.includes(remark))) ?? {};
    for (const remark of remarks) expect(words).toContain(remark);
  }
}

function byMessage<One extends { readonly message: string | null }>(all: readonly One[]): One[] {
  return [...all].sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
}
