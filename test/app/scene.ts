import type { Actor, IncomingMessage } from '../../src/chat/core.ts';
import type { ModelCoach } from '../../src/domain/coach.ts';
import { plainQuestion } from '../questions/hostile-tracks.ts';
import { good } from '../support/answers.ts';
import { Harness } from '../support/harness.ts';
import { openElsewhere, type State, stateOf } from './elsewhere.ts';

/** Who acts. Leo is the author of all that is somebody's own here, Priya a mentor, Sam an admin; Nina is none of these. */
export const kinds = ['member', 'author', 'mentor', 'admin', 'left', 'elsewhere'] as const;
export type Kind = (typeof kinds)[number];

const members = {
  member: 'nina',
  author: 'leo',
  mentor: 'priya',
  admin: 'sam',
  left: 'priya',
  elsewhere: 'leo',
} as const;

/** The ids of what is Leo's, except for the drops that everybody sees. */
export interface SceneIds {
  readonly drop: string;
  readonly privateDrop: string;
  readonly privateAnswer: string;
  readonly answer: string;
  readonly asked: string;
  readonly suggestion: string;
  readonly recall: string;
  readonly mock: string;
  readonly doneMock: string;
  /** From Sam to Leo. */
  readonly invitation: string;
  /** Leo interviews Maya. */
  readonly peerMock: string;
  /** Of his message outside the thread. */
  readonly misplaced: string;
}

/** A workspace in which there is something for every request to act on. */
export interface Scene extends SceneIds {
  readonly h: Harness;
  readonly message: IncomingMessage;
  /** Another workspace with the same ids. */
  readonly elsewhere: string;
  /** One in which only the platform's ids are the same. */
  readonly farAway: string;
  actor(kind: Kind): Actor;
  /** What a workspace's tables hold, without who was seen in which channel unless it is said. */
  state(of?: 'here' | 'elsewhere', withKnown?: boolean): Promise<State>;
}

/** A model that finds everything, and one mistake besides. */
const coach: ModelCoach = {
  name: 'openai',
  model: 'double/1',
  mostTokens: () => 1000,
  draft: async () => [plainQuestion('backend/draft-1', { prompt: 'What would you measure first?' })],
  assess: async () => ({
    score: 70,
    covered: ['read-plan'],
    unsure: [],
    missing: [],
    misconceptions: [{ text: 'An index always helps.', hint: 'Always?', quote: 'an index', cost: 15 }],
    dimensions: [],
    strengths: [],
    maybes: [],
    improvement: 'How would you know?',
    followUp: 'With ten times the rows?',
  }),
  reply: async () => ({ reply: 'Right.', nextQuestion: '' }),
};

const thanks = 'Thanks @maya, that was super helpful, I will try it with our own tables tomorrow.';

export const suggested = {
  prompt: 'How would you move a table of a billion rows to another cluster without downtime?',
  points: 'Copies in batches\nWrites to both sides meanwhile\nSwitches reads before writes',
  sample:
    'I would copy in batches while the application writes to both sides meanwhile, compare the two, then switch reads before writes.',
};

/**
 * @param isAlone without anything in the other workspace
 * @param more what is to be there besides, in both
 */
export async function openScene(
  isAlone = false,
  more = async (_h: Harness, _ids: SceneIds) => {},
): Promise<Scene> {
  const h = await Harness.start({
    coach,
    platform: (web) => ({
      ...web,
      channelsOf: async (_workspace, member) => (isGone && member === members.left ? [] : ['practice']),
    }),
  });
  let isGone = false;
  const { db } = h.services;
  await h.command('sam', 'mentor add @priya');
  const message = await h.reply('leo', await h.drop(), good);
  await h.reply('leo', await h.drop('question backend/rest-api-design'), thanks);
  await h.drop('question backend/message-queue');
  const outside = h.message('leo', undefined, idempotent);
  await h.core.messagePosted(outside);
  await h.drain();
  await h.core.command(h.actor('leo'), 'question backend/incident private');
  const drops = await db.selectFrom('drops').select(['id', 'source']).orderBy('id').execute();
  const privateDrop = drops.find(({ source }) => source === 'private')?.id ?? '';
  await h.core.submit(h.actor('leo'), 'private-answer', privateDrop, { answer: good });
  await h.drain();
  const form = await h.core.command(h.actor('leo'), 'suggest backend advanced');
  if (form.type !== 'form') throw new Error('no form to suggest with');
  await h.core.submit(h.actor('leo'), 'suggest', form.form.subject, suggested);
  const answers = await h.answers();
  const [suggestion] = await db.selectFrom('suggestions').select('id').execute();
  const nudge = await db.selectFrom('posts').select('subject').where('kind', '=', 'nudge').execute();
  const recall = await db
    .insertInto('recalls')
    .values({
      workspace_id: h.workspace,
      member_id: 'leo',
      day: '2026-11-24',
      question_owner: '0',
      question_id: 'backend/slow-query',
      point: 'read-plan',
      state: 'asked',
      asked_at: h.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const action of ['mock-finish', undefined] as const) {
    await h.core.command(h.actor('leo'), 'mock backend');
    const [last] = await db.selectFrom('mocks').select('id').orderBy('id', 'desc').limit(1).execute();
    if (action) await h.core.action(h.actor('leo'), action, last?.id ?? '');
  }
  await h.core.command(h.actor('maya'), 'recall');
  await h.core.command(h.actor('leo'), 'mock with @Maya backend');
  await h.core.command(h.actor('sam'), 'mock with @Leo backend');
  const peers = await db.selectFrom('peer_mocks').select('id').orderBy('id').execute();
  await h.core.action(h.actor('maya'), 'peer-accept', peers[0]?.id ?? '');
  await h.drain();
  const mocks = await db.selectFrom('mocks').select('id').orderBy('id').execute();
  await db
    .updateTable('mocks')
    .set({ shared_with: 'priya' })
    .where('workspace_id', '=', h.workspace)
    .where('id', '=', mocks[0]?.id ?? '')
    .execute();
  const ids: SceneIds = {
    drop: drops[0]?.id ?? '',
    privateDrop,
    privateAnswer: answers.find((one) => one.is_private)?.id ?? '',
    answer: answers[0]?.id ?? '',
    asked: answers.find(({ state }) => state === 'asked')?.id ?? '',
    suggestion: suggestion?.id ?? '',
    recall: recall.id,
    mock: mocks[1]?.id ?? '',
    doneMock: mocks[0]?.id ?? '',
    invitation: peers[1]?.id ?? '',
    peerMock: peers[0]?.id ?? '',
    misplaced: nudge[0]?.subject.replace('misplaced ', '') ?? '',
  };
  await more(h, ids);
  // What was put off is added up, so that there is something of it over there.
  await h.command('nina', 'leaderboard');
  const [elsewhere, farAway] = await openElsewhere(h, isAlone);
  return {
    ...ids,
    h,
    message,
    elsewhere,
    farAway,
    actor: (kind) => {
      isGone = kind === 'left';
      if (kind === 'left') return { ...h.actor(members.left, 'direct'), membership: 'left' };
      if (kind === 'elsewhere')
        return { ...h.actor(members.elsewhere, 'practice', ['admin', 'mentor']), workspace: elsewhere };
      return h.actor(members[kind]);
    },
    state: (of = 'here', withKnown = false) =>
      stateOf(db, of === 'here' ? [h.workspace] : [elsewhere, farAway], withKnown),
  };
}

const idempotent =
  'Clients send a key with each request, and I store it with the result, so that a retry with the same key returns the stored response instead of charging twice.';
