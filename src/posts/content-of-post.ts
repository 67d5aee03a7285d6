import { Temporal } from 'temporal-polyfill';
import type { Card } from '../chat/card.ts';
import type { PostRequest, PrivatePlace } from '../chat/platform.ts';
import { suggestionCard } from '../curation/suggestion-card.ts';
import type { Db, Row } from '../database/database.ts';
import { feedbackCard } from '../feedback/feedback-card.ts';
import { isItAnAnswerCard } from '../feedback/is-it-an-answer.ts';
import { leaderboardCard } from '../leaderboards/leaderboard-card.ts';
import { findAnswer } from '../practice/answers.ts';
import { dropCard, sampleAnswerCard } from '../practice/drop-cards.ts';
import { type DropWithQuestion, dropWithQuestion } from '../practice/drops.ts';
import { nudgeCard } from '../practice/nudge.ts';

type Post = Pick<Row<'posts'>, 'workspace_id' | 'kind' | 'subject' | 'channel_id'>;

/** A card, and what is said of it to the platform when it is first sent. */
export type Content = Pick<PostRequest, 'card' | 'replyTo' | 'opensThread'> & Pick<PrivatePlace, 'spot'>;

/** What a post shows now, made afresh from the database; undefined when it is to be removed. */
export async function contentOfPost(
  db: Db,
  post: Post,
  which?: 'even withdrawn',
): Promise<Content | undefined> {
  switch (post.kind) {
    case 'feedback':
      return feedbackContent(db, post, which);
    case 'is-it-an-answer': {
      const card = await isItAnAnswerCard(db, post.workspace_id, post.subject);
      return card && { card };
    }
    case 'nudge': {
      const card = nudgeCard(post.subject);
      return card && { card };
    }
    case 'leaderboard':
      return { card: await scheduledLeaderboard(db, post) };
    case 'reveal': {
      const { question } = await dropWithQuestion(db, post.workspace_id, post.subject);
      return { card: sampleAnswerCard(question) };
    }
    case 'suggestion': {
      const card = await suggestionCard(db, post.workspace_id, post.subject);
      return card && { card };
    }
    case 'drop':
      return dropContent(await dropWithQuestion(db, post.workspace_id, post.subject));
  }
}

function dropContent({ drop, question, trackTitle, pingRole }: DropWithQuestion): Content {
  return {
    card: dropCard(drop, question, trackTitle, pingRole),
    opensThread: {
      title: question.prompt,
      openForMinutes: drop.reveal_after_minutes,
      tags: [question.category, question.level],
    },
  };
}

async function feedbackContent(
  db: Db,
  { workspace_id, subject }: Post,
  which?: 'even withdrawn',
): Promise<Content | undefined> {
  const card = await feedbackCard(db, workspace_id, subject, which);
  const answer = await findAnswer(db, workspace_id, subject);
  return (
    card && {
      card,
      ...(answer?.message ? { replyTo: answer.message } : {}),
      ...(answer?.spot ? { spot: answer.spot } : {}),
    }
  );
}

/** On a Monday it sums up the week before, on another day the week so far. */
async function scheduledLeaderboard(db: Db, post: Post): Promise<Card> {
  const day = Temporal.PlainDate.from(post.subject.slice(-10));
  const isMonday = day.dayOfWeek === 1;
  return leaderboardCard(db, {
    workspace: post.workspace_id,
    scope: post.channel_id,
    period: 'week',
    day: (isMonday ? day.subtract({ days: 1 }) : day).toString(),
    ...(isMonday ? { title: 'last week' } : {}),
  });
}
