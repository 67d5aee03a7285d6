import { Temporal } from 'temporal-polyfill';
import type { Card } from '../chat/card.ts';
import type { Db, Row } from '../database/database.ts';
import { feedbackCard } from '../feedback/feedback-card.ts';
import { leaderboardCard } from '../leaderboards/leaderboard-card.ts';
import { dropCard, sampleAnswerCard } from '../practice/drop-cards.ts';
import { dropWithQuestion } from '../practice/drops.ts';

type Post = Pick<Row<'posts'>, 'workspace_id' | 'kind' | 'subject' | 'channel_id'>;

/** What a post shows now, made afresh from the database; undefined when it is to be removed. */
export async function cardOfPost(db: Db, post: Post): Promise<Card | undefined> {
  switch (post.kind) {
    case 'feedback':
      return feedbackCard(db, post.workspace_id, post.subject);
    case 'leaderboard':
      return scheduledLeaderboard(db, post);
    default: {
      const { drop, question, trackTitle } = await dropWithQuestion(db, post.workspace_id, post.subject);
      return post.kind === 'drop' ? dropCard(drop, question, trackTitle) : sampleAnswerCard(question);
    }
  }
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
