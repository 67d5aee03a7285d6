import type { Card } from '../../src/chat/card.ts';
import type { Core, Reply } from '../../src/chat/core.ts';
import type { LibraryPage, MockReport, MockSummary, TrackSummary } from '../../src/chat/library.ts';
import { type Track, trackSchema } from '../../src/domain/question.ts';

/** What the core was told, in order: the function's name and its arguments. */
type Call = readonly [name: keyof Core, ...args: unknown[]];

export interface FakeCore extends Core {
  readonly calls: Call[];
  /** Answers of the core by the function's name. */
  readonly answers: Partial<Record<keyof Core, (...args: never[]) => unknown>>;
}

const nothing: Reply = { type: 'nothing' };

export function privately(text: string): Reply {
  const card: Card = { summary: text, blocks: [{ type: 'text', text }] };
  return { type: 'private', card };
}

/** A core that records what it is told and does nothing, unless told what to answer. */
export function fakeCore(answers: FakeCore['answers'] = {}): FakeCore {
  const calls: Call[] = [];
  const told =
    <Result>(name: keyof Core, otherwise: Result) =>
    async (...args: unknown[]): Promise<Result> => {
      calls.push([name, ...args]);
      const answer = answers[name] as ((...args: unknown[]) => Result) | undefined;
      return answer ? answer(...args) : otherwise;
    };
  return {
    calls,
    answers,
    tracks: told<readonly TrackSummary[]>('tracks', [{ ...track, count: track.questions.length }]),
    questions: told<LibraryPage>('questions', { questions: track.questions, count: track.questions.length }),
    mocks: told<readonly MockSummary[]>('mocks', []),
    mockReport: told<MockReport | undefined>('mockReport', undefined),
    workspaceFor: told('workspaceFor', '1'),
    command: told('command', nothing),
    suggest: told('suggest', []),
    choices: told('choices', []),
    workspaceOfMember: told('workspaceOfMember', undefined),
    action: told('action', nothing),
    submit: told('submit', nothing),
    picture: told<Uint8Array | undefined>('picture', undefined),
    home: told('home', { summary: '', blocks: [] }),
    openThreads: told('openThreads', []),
    catchUp: told('catchUp', undefined),
    channelRenamed: told('channelRenamed', undefined),
    channelMoved: told('channelMoved', undefined),
    channelClosed: told('channelClosed', undefined),
    channelReopened: told('channelReopened', undefined),
    workspaceEnded: told('workspaceEnded', undefined),
    memberLeft: told('memberLeft', undefined),
    memberReturned: told('memberReturned', undefined),
    workspaceFound: told('workspaceFound', undefined),
    opening: () => undefined,
    mayOpenForm: () => false,
    messagePosted: told('messagePosted', undefined),
    messageEdited: told('messageEdited', undefined),
    messageDeleted: told('messageDeleted', undefined),
    reactionAdded: told('reactionAdded', undefined),
    reactionRemoved: told('reactionRemoved', undefined),
    reactionsCleared: told('reactionsCleared', undefined),
    messageAction: told('messageAction', nothing),
  };
}

const keyPoint = (id: string) => ({ id, text: `Point ${id}` });

/** A track as the question bank has them. */
export const track: Track = trackSchema.parse({
  id: 'backend',
  title: 'Backend',
  description: 'Services, data and what keeps them up.',
  preparation_tips: ['Read a plan.', 'Draw first.', 'Say what you assume.', 'Count.', 'Ask.'],
  related: ['backend', 'devops'],
  topics: [],
  questions: [
    {
      id: 'backend/slow-query',
      category: 'technical',
      level: 'intermediate',
      prompt: 'A query that took 20 ms now takes 4 s. How do you find out why?',
      sample_answer:
        'I would begin with the plan: EXPLAIN ANALYZE shows where the time goes.\n\nThen statistics and indexes.',
      tip: 'Say what you would look at first, and why.',
      key_points: ['plan', 'index', 'statistics'].map(keyPoint),
      follow_ups: ['What if the plan is fine?', 'How would you prevent it?'],
    },
    {
      id: 'backend/hard-bug',
      category: 'behavioral',
      level: 'beginner',
      prompt: 'Tell us about the hardest bug that you have found.',
      sample_answer: 'Situation, task, action, result: in that order, in two minutes.',
      tip: 'Pick one where you learned something.',
      key_points: ['situation', 'action', 'result'].map(keyPoint),
      follow_ups: ['What would you do today?', 'Who helped?'],
    },
    {
      id: 'backend/traffic-spike',
      category: 'situational',
      level: 'advanced',
      prompt: 'Traffic is ten times what it was an hour ago and requests time out. What do you do?',
      sample_answer: 'Protect what works, then find the bottleneck.',
      tip: 'Begin with the users.',
      key_points: ['shed', 'measure', 'scale'].map(keyPoint),
      follow_ups: ['What first?', 'And afterwards?'],
    },
  ],
});
