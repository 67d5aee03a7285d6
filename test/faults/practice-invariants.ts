import { expect } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import type { Chat } from './chat.ts';
import { people } from './chat.ts';
import type { Practice, Sent } from './practice.ts';

/** What each kind of direct message says. */
const direct = {
  'recall-reminder': /about to slip your mind|My last three reminders/,
  'peer-invitation': /invites you to interview each other/,
  'peer-half': /^You interview\n|^You’re interviewed\n/m,
  'peer-report': /Only the two of you see this/,
} as const;

/** Where people practise alone. */
interface Where {
  readonly workspace: string;
  readonly chat: Chat;
}

/** Compares what people did alone with the database, and the database with what they were told. */
export async function expectPractice(db: Db, where: Where, practice: Practice): Promise<void> {
  await expectStored(db, where, practice.sent);
  await expectRecalls(db, where, practice.sent);
  await expectToldOnce(db, where);
  await expectReports(db, where);
  await expectReminders(db, where, practice);
}

/** What was taken is stored once, and nothing that nobody sent. */
async function expectStored(db: Db, { workspace, chat }: Where, sent: readonly Sent[]): Promise<void> {
  const answers = await db
    .selectFrom('answers')
    .innerJoin('mock_questions', 'mock_questions.drop_id', 'answers.drop_id')
    .innerJoin('answer_revisions', 'answer_revisions.answer_id', 'answers.id')
    .select(['member_id as author', 'text'])
    .where('answers.workspace_id', '=', workspace)
    .where('mock_questions.workspace_id', '=', workspace)
    .where('answer_revisions.workspace_id', '=', workspace)
    .execute();
  const replies = await db
    .selectFrom('mock_replies')
    .innerJoin('mocks', 'mocks.id', 'mock_id')
    .select(['member_id as author', 'reply as text'])
    .where('mocks.workspace_id', '=', workspace)
    .where('mock_replies.workspace_id', '=', workspace)
    .execute();
  const marks = await db
    .selectFrom('peer_questions')
    .innerJoin('peer_mocks', 'peer_mocks.id', 'peer_mock_id')
    .select(['candidate_id', 'first_id', 'second_id', 'comment as text'])
    .where('peer_questions.workspace_id', '=', workspace)
    .where('peer_mocks.workspace_id', '=', workspace)
    .where('comment', '!=', '')
    .execute();
  const heard = marks.map(({ candidate_id, first_id, second_id, text }) => ({
    author: candidate_id === first_id ? second_id : first_id,
    text,
  }));
  const whole = await db
    .selectFrom('answers')
    .innerJoin('recalls', 'recalls.drop_id', 'answers.drop_id')
    .innerJoin('answer_revisions', 'answer_revisions.answer_id', 'answers.id')
    .select(['answers.member_id as author', 'text'])
    .where('answers.workspace_id', '=', workspace)
    .where('recalls.workspace_id', '=', workspace)
    .where('answer_revisions.workspace_id', '=', workspace)
    .execute();
  for (const [kind, stored] of Object.entries({ answer: answers, reply: replies, mark: heard, whole })) {
    const said = sent
      .filter((one) => one.kind === kind)
      .map(({ person, text, isSure }) => ({ author: chat.id(person), text, isSure }));
    const unsure = said.filter(({ isSure }) => !isSure).map(({ text }) => text);
    const sure = said.filter(({ isSure }) => isSure).map(({ author, text }) => ({ author, text }));
    expect(inOrder(stored.filter(({ text }) => !unsure.includes(text)))).toEqual(inOrder(sure));
    const texts = stored.map(({ text }) => text);
    expect(texts).toHaveLength(new Set(texts).size);
  }
}

async function expectRecalls(db: Db, { workspace, chat }: Where, sent: readonly Sent[]): Promise<void> {
  for (const person of people) {
    const answered = await db
      .selectFrom('recalls')
      .select('id')
      .where('workspace_id', '=', workspace)
      .where('member_id', '=', chat.id(person))
      .where('answered_at', 'is not', null)
      .execute();
    const said = sent.filter((one) => one.kind === 'point' && one.person === person);
    expect(answered.length).toBeGreaterThanOrEqual(said.filter(({ isSure }) => isSure).length);
  }
}

/**
 * Each direct message is one post. One that a crash left in doubt isn't sent again where nobody can look for it. Discord knows reports
 * of mock interviews for two only by their title, so one that is tried again is taken for another of the same minute.
 */
async function expectToldOnce(db: Db, { workspace, chat }: Where): Promise<void> {
  const posts = await db
    .selectFrom('posts')
    .select(['kind', 'state', 'only_for', 'error'])
    .where('workspace_id', '=', workspace)
    .where('only_for', 'is not', null)
    .execute();
  const doubts = ['', 'Slack didn’t say whether this message arrived.'];
  const undone = posts.filter(({ state }) => state !== 'sent' && state !== 'removed');
  expect(undone.filter(({ error }) => !doubts.includes(error ?? ''))).toEqual([]);
  for (const person of people) {
    const told = chat.alone.told(person);
    for (const [kind, words] of Object.entries(direct)) {
      const own = posts.filter((post) => post.kind === kind && post.only_for === chat.id(person));
      const messages = told.filter((one) => words.test(one.words));
      expect(messages.length, `${person}, ${kind}`).toBeLessThanOrEqual(own.length);
      const sent = own.filter(({ state }) => state === 'sent').length;
      const least = kind === 'peer-report' ? Math.min(1, sent) : sent;
      expect(messages.length, `${person}, ${kind}`).toBeGreaterThanOrEqual(least);
    }
  }
}

/** A mock interview that ended by itself has one report, unless an answer came afterwards. */
async function expectReports(db: Db, { workspace, chat }: Where): Promise<void> {
  const mocks = await db
    .selectFrom('mocks')
    .select(['id', 'member_id', 'state'])
    .where('workspace_id', '=', workspace)
    .execute();
  const posts = await db
    .selectFrom('posts')
    .select(['subject', 'state'])
    .where('workspace_id', '=', workspace)
    .where('kind', '=', 'mock-report')
    .execute();
  const late = await db
    .selectFrom('answers')
    .innerJoin('mock_questions', 'mock_questions.drop_id', 'answers.drop_id')
    .select('mock_id')
    .where('answers.workspace_id', '=', workspace)
    .where('mock_questions.workspace_id', '=', workspace)
    .where('shown_as', '=', 'mock-late')
    .execute();
  for (const person of people) {
    const messages = chat.alone.told(person).map(({ message }) => JSON.stringify(message));
    for (const { id } of mocks.filter(({ member_id }) => member_id === chat.id(person))) {
      const shares = new RegExp(`"mock-share:${id}[~"]|"mock-share"[^}]*}?,"value":"${id}"`);
      const count = messages.filter((message) => shares.test(message)).length;
      const own = posts.filter(({ subject }) => subject === id);
      expect(own.length).toBeLessThanOrEqual(1);
      if (own.length === 0 || late.some(({ mock_id }) => mock_id === id)) continue;
      expect(count).toBeLessThanOrEqual(1);
      if (own[0]?.state === 'sent') expect(count).toBe(1);
    }
  }
}

/** One a day at the most, and none on vacation. */
async function expectReminders(db: Db, { workspace, chat }: Where, { onVacation }: Practice): Promise<void> {
  const posts = await db
    .selectFrom('posts')
    .select('subject')
    .where('workspace_id', '=', workspace)
    .where('kind', '=', 'recall-reminder')
    .execute();
  const days = posts.map(({ subject }) => subject.split(' ').slice(0, 2).join(' '));
  expect(days).toHaveLength(new Set(days).size);
  for (const [person, until] of onVacation) {
    const own = days.filter((day) => day.startsWith(`${chat.id(person)} `));
    expect(own.filter((day) => day.slice(-10) <= until)).toEqual([]);
  }
}

/** One for the workspace's channel and the season that ended. */
export async function expectPodium(db: Db, { workspace, chat }: Where): Promise<void> {
  const posts = await db
    .selectFrom('posts')
    .select('state')
    .where('workspace_id', '=', workspace)
    .where('kind', '=', 'podium')
    .execute();
  expect(posts).toEqual([{ state: 'sent' }]);
  expect(chat.said().filter(({ words }) => words.includes('Podium · season'))).toHaveLength(1);
}

const inOrder = <One>(all: readonly One[]): One[] =>
  [...all].sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
