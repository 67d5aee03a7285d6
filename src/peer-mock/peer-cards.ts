import type { Block, Button, Card } from '../chat/card.ts';
import { ellipsis } from '../chat/cut.ts';
import { type PeerMock, type PeerQuestion, rolesIn } from './peer-mocks.ts';

/** Asks a member whether they want to. */
export function invitationCard(mock: PeerMock): Card {
  return {
    summary: 'You’re invited to a mock interview.',
    blocks: [
      { type: 'header', text: 'Mock interview for two' },
      {
        type: 'text',
        text: [
          { member: mock.first_id },
          ` invites you to interview each other, by call or chat: ${mock.minutes} minutes, with questions from ${mock.tracks.join(', ')}. They ask first, then you swap. I give the interviewer the questions.`,
        ],
      },
      {
        type: 'buttons',
        buttons: [
          { label: 'Accept', action: 'peer-accept', value: mock.id, style: 'primary' },
          { label: 'Decline', action: 'peer-decline', value: mock.id },
        ],
      },
    ],
  };
}

/** For whoever invited, while the other hasn't answered. */
export function invitedCard({ id, second_id }: Pick<PeerMock, 'id' | 'second_id'>): Card {
  const text = ['Invited ', { member: second_id }, '. You’ll hear from me when they answer.'];
  const off = { label: 'Call it off', action: 'peer-decline', value: id } as const;
  return {
    summary: 'Invited.',
    tone: 'success',
    blocks: [
      { type: 'text', text },
      { type: 'buttons', buttons: [off] },
    ],
  };
}

/** For whoever interviews: what to ask, and what to listen for. */
export function interviewerCard(
  mock: PeerMock,
  half: 'first' | 'second',
  current: PeerQuestion | undefined,
): Card {
  const { candidate } = rolesIn(mock, half);
  if (!current) return noMoreCard(mock, half);
  const { question, place } = current;
  const value = `${mock.id}:${place}`;
  return {
    summary: `Ask: ${question.prompt}`,
    blocks: [
      { type: 'header', text: 'You interview' },
      { type: 'text', text: ['Ask ', { member: candidate }, ', by call or chat:'] },
      { type: 'quote', text: question.prompt },
      { type: 'text', text: [{ bold: 'Listen for' }] },
      { type: 'list', items: question.key_points.map(({ text }) => text) },
      { type: 'text', text: [{ bold: 'Then dig' }] },
      { type: 'list', items: question.follow_ups },
      untilBlock(mock),
      {
        type: 'buttons',
        buttons: [
          { label: 'Mark the answer', action: 'peer-mark', value, style: 'primary' },
          { label: 'Another question', action: 'peer-skip', value },
          endButton(mock, half),
        ],
      },
    ],
  };
}

function noMoreCard(mock: PeerMock, half: 'first' | 'second'): Card {
  const text = 'There are no more questions. Talk about the answers, or go on with the button.';
  return {
    summary: 'There are no more questions.',
    blocks: [
      { type: 'header', text: 'You interview' },
      { type: 'text', text },
      untilBlock(mock),
      { type: 'buttons', buttons: [endButton(mock, half)] },
    ],
  };
}

/** For whoever answers. */
export function candidateCard(mock: PeerMock, half: 'first' | 'second'): Card {
  const { interviewer } = rolesIn(mock, half);
  return {
    summary: 'You’re interviewed now.',
    blocks: [
      { type: 'header', text: 'You’re interviewed' },
      {
        type: 'text',
        text: [{ member: interviewer }, ' has the questions. Call or write to each other now.'],
      },
      untilBlock(mock),
      { type: 'buttons', buttons: [endButton(mock, half)] },
    ],
  };
}

function endButton({ id }: PeerMock, half: 'first' | 'second'): Button {
  return { label: half === 'first' ? 'Swap roles' : 'Finish', action: 'peer-turn', value: `${id}:${half}` };
}

function untilBlock({ turn_ends_at }: PeerMock): Block {
  return {
    type: 'context',
    text: turn_ends_at ? ['⏱ Until ', { time: turn_ends_at, style: 'time' }] : '⏱ Time is up.',
  };
}

/** For both: how each did, as the other heard it. */
export function peerReportCard(mock: PeerMock, questions: readonly PeerQuestion[], viewer: string): Card {
  const other = viewer === mock.first_id ? mock.second_id : mock.first_id;
  const own = questions.filter(({ candidate_id }) => candidate_id === viewer);
  const theirs = questions.filter(({ candidate_id }) => candidate_id !== viewer);
  return {
    summary: `Your mock interview: ${sayMade(own)}`,
    blocks: [
      { type: 'header', text: 'Your mock interview' },
      { type: 'context', text: 'Only the two of you see this.' },
      { type: 'text', text: [{ bold: 'You' }, ` · ${sayMade(own)}`] },
      ...own.flatMap(questionBlocks),
      { type: 'divider' },
      { type: 'text', text: [{ member: other }, ` · ${sayMade(theirs)}`] },
      ...theirs.flatMap(questionBlocks),
    ],
  };
}

function sayMade(questions: readonly PeerQuestion[]): string {
  const marked = questions.filter(({ state }) => state === 'marked');
  if (marked.length === 0) return 'no answer was marked';
  const made = marked.reduce((sum, one) => sum + one.made.length, 0);
  const all = marked.reduce((sum, { question }) => sum + question.key_points.length, 0);
  return `${made} of ${all} key points in ${marked.length} ${marked.length === 1 ? 'answer' : 'answers'}`;
}

function questionBlocks({ state, question, made, comment }: PeerQuestion): Block[] {
  if (state !== 'marked') return [];
  const points = question.key_points.map(({ id, text }) => `${made.includes(id) ? '✅' : '⬜'} ${text}`);
  return [
    { type: 'text', text: [{ bold: ellipsis(question.prompt, 300) }] },
    { type: 'list', items: points },
    ...(comment === '' ? [] : [{ type: 'quote', text: comment } as const]),
  ];
}
