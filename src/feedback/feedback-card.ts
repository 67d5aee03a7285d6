import type { Button, Card } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import type { CoachName, Shortage } from '../domain/coach.ts';
import { feedbackLimit } from '../practice/request-feedback.ts';
import { sayScore } from '../practice/say-score.ts';
import { judgedBy, reviewBlocks } from '../reviews/review-blocks.ts';
import { reviewsOf } from '../reviews/reviews.ts';
import { assessmentBlocks } from './assessment-blocks.ts';
import { openQuestion, turnsOf } from './conversation.ts';
import { conversationBlocks, followUpButtons } from './conversation-blocks.ts';
import { comparedWith, lastAttempt } from './last-attempt.ts';
import { ratingButtons } from './rate-feedback.ts';
import { sayUnread } from './unread.ts';

const coachTitles: Record<CoachName, string> = {
  rubric: 'Rubric coach (offline, checks key points)',
  openai: 'AI coach (written by a model, which can be wrong)',
};

const standsIn: Record<Shortage, string> = {
  budget: 'today’s AI budget is used up',
  calls: 'today’s AI feedback for you is used up',
};

/** Everything that has been said of an answer, for its thread; undefined when there is nothing to show. */
export async function feedbackCard(
  db: Db,
  workspace: string,
  answerId: string,
  which?: 'even withdrawn',
): Promise<Card | undefined> {
  const row = await latestFeedback(db, workspace, answerId);
  if (!row) return which && whatIsLeft(answerId);
  if (row.state !== 'standing' && which === undefined) return undefined;
  const reviews = await reviewsOf(db, workspace, answerId);
  const { assessment, coach, read_revision: revision } = row;
  const unread = sayUnread(row.error);
  const turns = await turnsOf(db, workspace, answerId);
  const open = openQuestion({ revision, coach, assessment }, turns);
  const buttons = [
    ...followUpButtons(open, answerId),
    ...(row.is_private ? [] : buttonsFor(answerId, row.member_id)),
  ];
  const said = sayScore(row.coach_score, assessment?.band);
  const judged = judgedBy(reviews, row.score);
  const told = judged ?? said;
  const before =
    assessment && revision > 1 ? await assessmentBefore(db, workspace, answerId, revision) : undefined;
  const attempt = assessment ? await lastAttempt(db, workspace, answerId) : undefined;
  return {
    summary: assessment ? `Feedback${told ? `: ${told}` : ''}. ${assessment.improvement}` : unread,
    for: row.member_id,
    blocks: [
      { type: 'header', text: told ? `Feedback · ${told}` : 'Feedback' },
      ...reviews.flatMap(reviewBlocks),
      {
        type: 'context',
        text: ['For ', { member: row.member_id }, ...(judged && said ? [` · coach ${said}`] : [])],
      },
      ...(attempt && assessment ? comparedWith(attempt, { score: row.score, assessment }) : []),
      ...(assessment?.isAfterSample ? [{ type: 'text', text: sayAfterSample(row.score) } as const] : []),
      ...(assessment
        ? assessmentBlocks(judged ? { ...assessment, misconceptions: [] } : assessment, answerId, before)
        : [{ type: 'text', text: unread } as const]),
      ...conversationBlocks(turns.filter((turn) => turn.revision === revision)),
      ...(assessment ? [{ type: 'context', text: footer(row, coach ?? 'rubric') } as const] : []),
      ...(assessment && coach === 'openai'
        ? [{ type: 'buttons', buttons: ratingButtons(answerId), isRating: true } as const]
        : []),
      ...(buttons.length > 0 ? [{ type: 'buttons', buttons } as const] : []),
    ],
  };
}

/** Why there is no score, and which one stays. */
function sayAfterSample(score: number | null): string {
  const why = 'Written after the sample answer was shown, so it gets no score';
  return score === null ? `${why}.` : `${why}: your earlier ${score} / 100 stays.`;
}

/** What was said of the revision that was read before. */
async function assessmentBefore(db: Db, workspace: string, answerId: string, revision: number) {
  const row = await db
    .selectFrom('feedback')
    .select('assessment')
    .where('workspace_id', '=', workspace)
    .where('answer_id', '=', answerId)
    .where('revision', '<', revision)
    .where('assessment', 'is not', null)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.assessment ?? undefined;
}

async function latestFeedback(db: Db, workspace: string, answerId: string) {
  return db
    .selectFrom('answers')
    .innerJoin('feedback', (join) =>
      join
        .onRef('feedback.workspace_id', '=', 'answers.workspace_id')
        .onRef('feedback.answer_id', '=', 'answers.id'),
    )
    .select([
      'answers.state',
      'answers.member_id',
      'answers.score',
      'answers.votes',
      'answers.revision',
      'answers.is_private',
      'answers.feedback_runs',
      'feedback.revision as read_revision',
      'feedback.state as feedback_state',
      'feedback.error',
      'feedback.score as coach_score',
      'feedback.coach',
      'feedback.stand_in_for',
      'feedback.assessment',
    ])
    .where('answers.workspace_id', '=', workspace)
    .where('answers.id', '=', answerId)
    .where((eb) => eb.or([eb('feedback.assessment', 'is not', null), eb('feedback.state', '=', 'failed')]))
    .orderBy('feedback.revision', 'desc')
    .limit(1)
    .executeTakeFirst();
}

interface Reading {
  readonly revision: number;
  readonly read_revision: number;
  readonly feedback_state: 'pending' | 'given' | 'failed';
  readonly feedback_runs: number;
  readonly votes: number;
  readonly stand_in_for: Shortage | null;
}

function footer(row: Reading, coach: CoachName): string {
  const parts = [coachTitles[coach]];
  if (row.stand_in_for) parts.push(standsIn[row.stand_in_for]);
  if (row.read_revision < row.revision || row.feedback_state === 'pending') {
    parts.push(
      row.feedback_runs >= feedbackLimit
        ? `read your edit no. ${row.read_revision}; an answer gets feedback up to ${feedbackLimit} times`
        : 'reading your latest edit…',
    );
  } else if (row.revision > 1) parts.push(`revision ${row.revision}`);
  if (row.votes > 0) parts.push(`⬆️ ${row.votes} ${row.votes === 1 ? 'vote' : 'votes'}`);
  return parts.join(' · ');
}

/** Of an answer that is erased: enough to know its feedback by, wherever that was sent. */
function whatIsLeft(answer: string): Card {
  const header = 'Feedback';
  return {
    summary: header,
    blocks: [
      { type: 'header', text: header },
      { type: 'buttons', buttons: buttonsFor(answer, '') },
    ],
  };
}

function buttonsFor(answer: string, author: string): Button[] {
  return [
    { label: '⬆️ Vote', action: 'vote', value: answer, notFor: author },
    { label: 'Review', action: 'review', value: answer, notFor: author, mentorsOnly: true },
  ];
}
