import type { ActionName } from '../../src/chat/card.ts';
import type { MessageActionName } from '../../src/chat/core.ts';
import type { FormName, FormValues } from '../../src/chat/form.ts';
import type { Kind, Scene } from './scene.ts';
import { suggested } from './scene.ts';

/** Everything that anybody can ask for, each with who may, and with what it needs in a scene. */

const everybody = ['member', 'author', 'mentor', 'admin', 'left'] as const;
const present = ['member', 'author', 'mentor', 'admin'] as const;
const curators = ['mentor', 'admin'] as const;
const author = ['author'] as const;
const mentor = ['mentor'] as const;
const admin = ['admin'] as const;

type Value = (scene: Scene) => string;
const none: Value = () => '';
type Rows<Name extends string, Row extends readonly unknown[]> = Readonly<
  Partial<Record<Name, Readonly<Row>>>
>;

export const actions: Rows<ActionName, [allowed: readonly Kind[], value: Value]> = {
  'ask-question': [present, () => 'backend'],
  'ask-privately': [everybody, none],
  'practise-privately': [present, ({ drop }) => drop],
  'answer-privately': [author, ({ privateDrop }) => privateDrop],
  'show-sample-answer': [author, ({ drop }) => drop],
  vote: [['member', 'mentor', 'admin'], ({ answer }) => answer],
  'rate-feedback': [present, ({ answer }) => `${answer}:helpful`],
  'show-feedback': [author, ({ answer }) => answer],
  'is-my-answer': [author, ({ asked }) => asked],
  'is-no-answer': [author, ({ asked }) => asked],
  'deny-doubt': [author, ({ answer }) => `${answer}:0`],
  'answer-follow-up': [author, ({ answer }) => answer],
  review: [mentor, ({ answer }) => answer],
  'claim-review': [mentor, ({ answer }) => answer],
  'release-review': [mentor, ({ answer }) => answer],
  'show-reviews': [mentor, none],
  'suggest-question': [everybody, () => 'backend:technical:advanced:a-token'],
  'withdraw-suggestion': [author, ({ suggestion }) => suggestion],
  'show-suggestions': [curators, none],
  'approve-suggestion': [curators, ({ suggestion }) => suggestion],
  'decline-suggestion': [curators, ({ suggestion }) => suggestion],
  'edit-question': [curators, ({ suggestion }) => `suggestion:${suggestion}`],
  'retire-question': [curators, () => 'backend/slow-query'],
  'restore-question': [curators, () => 'backend/slow-query'],
  'search-bank': [curators, () => ''],
  'show-statistics': [curators, () => '0:'],
  setup: [admin, none],
  prepare: [everybody, () => 'a-token'],
  recall: [everybody, none],
  'recall-answer': [author, ({ recall }) => recall],
  'recall-unknown': [author, ({ recall }) => recall],
  'recall-skip': [author, ({ recall }) => recall],
  'recall-made': [author, ({ recall }) => recall],
  'recall-keep': [everybody, none],
  'recall-stop': [everybody, none],
  'mock-answer': [author, ({ mock }) => `${mock}:1`],
  'mock-reply': [author, ({ mock }) => `${mock}:1:1`],
  'mock-next': [author, ({ mock }) => `${mock}:1`],
  'mock-pause': [author, ({ mock }) => mock],
  'mock-resume': [author, ({ mock }) => mock],
  'mock-finish': [author, ({ mock }) => mock],
  'mock-report': [author, ({ doneMock }) => doneMock],
  'mock-answers': [['author', 'mentor'], ({ doneMock }) => doneMock],
  'mock-download': [['author', 'mentor'], ({ doneMock }) => doneMock],
  'mock-share': [author, ({ doneMock }) => doneMock],
  'mock-comment': [mentor, ({ doneMock }) => doneMock],
  'peer-accept': [author, ({ invitation }) => invitation],
  'peer-decline': [['author', 'admin'], ({ invitation }) => invitation],
  'peer-mark': [author, ({ peerMock }) => `${peerMock}:1`],
  'peer-skip': [author, ({ peerMock }) => `${peerMock}:1`],
  'peer-turn': [author, ({ peerMock }) => `${peerMock}:first`],
  'practise-question': [everybody, () => 'backend/slow-query'],
  'forget-me': [everybody, none],
  'use-as-answer': [author, ({ misplaced }) => misplaced],
};

const schedule = {
  channel: 'practice',
  days: '1,2',
  time: '09:00',
  zone: 'UTC',
  reveal: '60',
  leaderboard: '0',
};
export const forms: Rows<FormName, [allowed: readonly Kind[], subject: Value, values: FormValues]> = {
  'private-answer': [
    author,
    ({ privateDrop }) => privateDrop,
    { answer: 'I would call the incident lead, tell the users, and roll the release back first.' },
  ],
  'follow-up': [author, ({ answer }) => `${answer}:1`, { reply: 'I would partition the table by month.' }],
  review: [mentor, ({ answer }) => `${answer}:a-token`, { score: '4', comment: 'Good.' }],
  suggest: [everybody, () => 'backend:technical:advanced:another-token', suggested],
  'edit-question': [
    curators,
    ({ suggestion }) => `suggestion:${suggestion}`,
    { ...suggested, prompt: 'How would you move a large table to another cluster without any downtime?' },
  ],
  decline: [curators, ({ suggestion }) => suggestion, { reason: 'We have one like it.' }],
  setup: [admin, () => '', schedule],
  prepare: [
    everybody,
    () => 'a-token',
    { description: 'Backend engineer for PostgreSQL, query plans and a message queue.' },
  ],
  'recall-answer': [author, ({ recall }) => recall, { answer: 'I would look at the actual plan.' }],
  'mock-answer': [
    author,
    ({ mock }) => `${mock}:1`,
    { answer: 'I would look at the actual plan and then choose an index for it.' },
  ],
  'mock-reply': [author, ({ mock }) => `${mock}:1:1`, { reply: 'I would choose an index.' }],
  'mock-share': [author, ({ doneMock }) => doneMock, { mentor: 'priya' }],
  'peer-mark': [author, ({ peerMock }) => `${peerMock}:1`, { made: '1', comment: 'Good.' }],
  'mock-comment': [mentor, ({ doneMock }) => `${doneMock}:a-token`, { comment: 'Good.' }],
  'forget-me': [everybody, none, { confirmed: 'true', keep: 'true' }],
};

export const messageActions: Rows<MessageActionName, [allowed: readonly Kind[]]> = {
  'use-as-my-answer': [author],
  'get-feedback-again': [author],
  review: [mentor],
};

/** By who may: what a command needs besides is in its words. */
export const commands: Rows<string, [allowed: readonly Kind[], words?: string]> = {
  question: [present],
  answer: [[]],
  stats: [everybody],
  leaderboard: [everybody],
  'leaderboard hide': [everybody],
  'leaderboard show': [everybody],
  quiet: [everybody, 'from 22:00 until 07:00'],
  vacation: [everybody, 'until 2026-12-04'],
  feedback: [everybody, 'private'],
  tips: [everybody, 'backend'],
  reviews: [mentor],
  suggest: [everybody, 'backend'],
  prepare: [everybody],
  recall: [everybody],
  'recall set': [everybody, '5'],
  mock: [everybody, 'backend'],
  'mock start': [everybody, 'backend'],
  'mock report': [author],
  'mock with': [present, '@maya backend'],
  bank: [curators],
  'bank show': [curators],
  'bank search': [curators, 'index'],
  'bank suggestions': [curators],
  'bank edit': [[], 'backend/slow-query'],
  'bank retire': [curators, 'backend/slow-query'],
  'bank restore': [curators, 'backend/slow-query'],
  'bank stats': [curators],
  setup: [admin],
  schedule: [everybody],
  'schedule show': [everybody],
  'schedule set': [admin, 'weekdays 09:00 UTC'],
  'schedule preview': [[]],
  'schedule pause': [[]],
  'schedule resume': [[]],
  'schedule skip': [[]],
  'schedule off': [[]],
  'mentor add': [admin, '@maya'],
  'mentor remove': [admin, '@priya'],
  'mentor role': [admin, 'off'],
  'mentor list': [everybody],
  settings: [everybody],
  'settings show': [everybody],
  'settings set': [admin, 'zone Berlin'],
  'data export': [everybody],
  'data forget': [everybody],
  audit: [admin],
};
