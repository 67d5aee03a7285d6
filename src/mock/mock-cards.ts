import { secondsLater } from '../base/time.ts';
import type { Block, Button, Card } from '../chat/card.ts';
import { secondsLeft } from './clock.ts';
import { nextFollowUp, turnOf } from './follow-up.ts';
import { isBeingRead, type Mock, type MockQuestion } from './mocks.ts';

/** What a mock shows now: its question, what the interviewer asks next, or that it pauses. */
export function mockCard(mock: Mock, questions: readonly MockQuestion[], now: Date): Card {
  const current = questions.at(-1);
  if (mock.state === 'paused' || !current) return pausedCard(mock, questions, now);
  return current.state === 'asked' ? questionCard(mock, current, now) : followUpCard(mock, current, now);
}

function questionCard(mock: Mock, current: MockQuestion, now: Date): Card {
  const { question, trackTitle } = current;
  const value = stepOf(mock, current);
  return {
    summary: `Mock interview: ${question.prompt}`,
    blocks: [
      { type: 'header', text: titleOf(mock, current) },
      { type: 'text', text: question.prompt },
      { type: 'context', text: [trackTitle, question.category, question.level].join(' · ') },
      clockBlock(mock, now),
      {
        type: 'buttons',
        buttons: [
          { label: 'Answer', action: 'mock-answer', value, style: 'primary' },
          { label: 'Skip', action: 'mock-next', value },
          ...pauseAndEnd(mock),
        ],
      },
    ],
  };
}

/** After an answer: the interviewer digs, or goes on. */
export function followUpCard(mock: Mock, current: MockQuestion, now?: Date): Card {
  const point = nextFollowUp(current);
  const value = stepOf(mock, current);
  const isLast = current.place >= mock.planned;
  const next: Button = isLast
    ? { label: 'Finish', action: 'mock-finish', value: mock.id, ...(point ? {} : { style: 'primary' }) }
    : { label: 'Next question', action: 'mock-next', value, ...(point ? {} : { style: 'primary' }) };
  const dig: Button[] = point
    ? [{ label: 'Reply', action: 'mock-reply', value: `${value}:${turnOf(current)}`, style: 'primary' }]
    : [];
  // What follows comes as a direct message, which not everybody takes.
  const again: Button[] = isBeingRead([current])
    ? [{ label: 'Look again', action: 'mock-resume', value: mock.id }]
    : [];
  const said = point?.hint ?? remark(current);
  return {
    summary: `Mock interview: ${said}`,
    blocks: [
      { type: 'header', text: titleOf(mock, current) },
      { type: 'text', text: point ? [{ bold: 'The interviewer asks: ' }, said] : said },
      clockBlock(mock, now),
      { type: 'buttons', buttons: [...dig, next, ...again, ...pauseAndEnd(mock, isLast)] },
    ],
  };
}

/** What an interviewer says who has nothing more to ask about a question. */
function remark({ state, assessment, isUnread, replies }: MockQuestion): string {
  if (state === 'skipped') return 'Skipped. Let’s go on.';
  if (isUnread) return 'The coach couldn’t read that answer; it stays in your report. Let’s go on.';
  if (!assessment) return 'Got it. The interviewer is thinking about it and may follow up in a moment.';
  return replies.length > 0 ? 'Thanks, that’s enough about this one.' : 'Thanks, I have no further question.';
}

function pausedCard(mock: Mock, questions: readonly MockQuestion[], now: Date): Card {
  const answered = questions.filter(({ state }) => state === 'answered').length;
  const text = `Your mock interview pauses: ${answered} of ${mock.planned} questions answered, ${sayLeft(mock, now)}. It waits for you, today or another day.`;
  return {
    summary: 'Your mock interview pauses.',
    blocks: [
      { type: 'header', text: 'Mock interview' },
      { type: 'text', text },
      {
        type: 'buttons',
        buttons: [
          { label: 'Resume', action: 'mock-resume', value: mock.id, style: 'primary' },
          { label: 'End and see the report', action: 'mock-finish', value: mock.id },
        ],
      },
    ],
  };
}

const titleOf = ({ planned }: Mock, { place }: MockQuestion) =>
  `Mock interview · question ${place} of ${planned}`;

const stepOf = ({ id }: Mock, { place }: MockQuestion) => `${id}:${place}`;

function pauseAndEnd({ id }: Mock, isLast = false): Button[] {
  const end: Button[] = isLast ? [] : [{ label: 'End', action: 'mock-finish', value: id }];
  return [{ label: 'Pause', action: 'mock-pause', value: id }, ...end];
}

/** A card that comes later by itself says only until when. */
function clockBlock(mock: Mock, now?: Date): Block {
  const from = now ?? mock.running_since ?? mock.started_at;
  const left = secondsLeft(mock, from);
  if (left === 0) return { type: 'context', text: '⏱ Time is up. Finish what you’re saying.' };
  const until = { time: secondsLater(from, left), style: 'time' } as const;
  return { type: 'context', text: [now ? `⏱ ${sayLeft(mock, now)}, until ` : '⏱ Until ', until] };
}

function sayLeft(mock: Mock, now: Date): string {
  const minutes = Math.ceil(secondsLeft(mock, now) / 60);
  return `${minutes} of ${mock.minutes} minutes left`;
}
