import { localDay } from '../base/time.ts';
import type { Block, Card, Text } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import type { Services } from '../services/services.ts';
import type { Streak } from '../streaks/law.ts';
import { howFreezesAreEarned, sayFreezes, sayFrozenDays, sayStreak } from '../streaks/say-streak.ts';
import { streakOf } from '../streaks/streak.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { isAmong, type VisibleChannels } from '../workspaces/visible-channels.ts';
import { channelsToKeepTo } from './channels-to-keep-to.ts';
import { noRankYet, sayRank, youAreHidden } from './leaderboard-card.ts';
import { type Standing, standingsOf } from './standings.ts';

/**
 * A member's practice in numbers. Of another's it shows what happened where the viewer is, no private practice, no mean score of
 * whoever gets feedback in private, and no rank of whoever is hidden.
 */
export async function statsOf(
  services: Services,
  actor: Actor,
  member: string,
): Promise<{ readonly card: Card; readonly hasAnswers: boolean }> {
  const { db, now } = services;
  const isOwn = member === actor.member;
  const settings = await settingsOf(db, actor.workspace);
  const today = localDay(now(), settings.timeZone);
  const channels = isOwn ? undefined : await channelsToKeepTo(services, actor);
  const month = { workspace: actor.workspace, scope: '', period: 'month', day: today, channels } as const;
  const [kept, totals, { own: standing }, wishes] = await Promise.all([
    streakOf(db, { workspace: actor.workspace, member }, settings, now()),
    totalsOf(db, actor.workspace, member, channels),
    standingsOf(db, month, { first: 0, viewer: member }),
    wishesOf(db, actor.workspace, member),
  ]);
  const shared = totals.filter((row) => !row.is_private || isOwn);
  const answers = shared.reduce((sum, row) => sum + row.answers, 0);
  const header: Block = { type: 'header', text: isOwn ? 'Your practice' : 'Practice' };
  const about: Block[] = isOwn ? [] : [{ type: 'text', text: [{ member }] }];
  if (answers === 0) {
    const hint = isOwn
      ? [
          'No answers yet. Ask for a question with ',
          { code: '/interview question' },
          ' and reply in its thread.',
        ]
      : 'No answers yet.';
    const card: Card = {
      summary: 'No answers yet',
      blocks: [header, ...about, { type: 'text', text: hint }],
    };
    return { card, hasAnswers: false };
  }
  const fields: { label: string; value: Text }[] = [
    { label: 'Streak', value: sayStreak(kept.streak) },
    ...(isOwn ? [{ label: 'Freezes', value: sayFreezes(kept) }] : []),
    { label: 'Answers', value: String(answers) },
    ...(isOwn || (wishes.feedback ?? settings.feedback) === 'thread'
      ? [{ label: 'Mean score', value: meanScore(shared) }]
      : []),
    { label: 'Votes received', value: String(shared.reduce((sum, row) => sum + row.votes, 0)) },
    ...(isOwn || !wishes.is_hidden
      ? [{ label: 'This month', value: standing ? sayStanding(standing) : 'no answers yet' }]
      : []),
    ...shared
      .filter((row) => row.is_private)
      .map((row) => ({ label: 'Of these private', value: String(row.answers) })),
  ];
  const hiddenNote: Block[] = isOwn && wishes.is_hidden ? [{ type: 'context', text: youAreHidden }] : [];
  return {
    hasAnswers: true,
    card: {
      summary: `${answers} answers, streak ${kept.streak}`,
      blocks: [
        header,
        ...about,
        { type: 'fields', fields },
        ...hiddenNote,
        ...(isOwn ? aboutFreezes(kept, today) : []),
      ],
    },
  };
}

function aboutFreezes(streak: Streak, today: string): Block[] {
  const used = sayFrozenDays(streak, today);
  return [
    ...(used ? [{ type: 'text', text: used } as const] : []),
    { type: 'context', text: howFreezesAreEarned },
  ];
}

/** Where a member wants feedback (null: where the workspace does), and whether they are on boards. */
async function wishesOf(db: Db, workspace: string, member: string) {
  const row = await db
    .selectFrom('members')
    .select(['feedback', 'is_hidden'])
    .where('workspace_id', '=', workspace)
    .where('id', '=', member)
    .executeTakeFirst();
  return row ?? { feedback: null, is_hidden: false };
}

function sayStanding(standing: Standing): string {
  return standing.votes > 0 ? `rank ${sayRank(standing)}` : noRankYet;
}

async function totalsOf(db: Db, workspace: string, member: string, channels: VisibleChannels) {
  return db
    .selectFrom('answers')
    .select(({ fn, cast }) => [
      'is_private',
      cast<number>(fn.countAll(), 'integer').as('answers'),
      cast<number>(fn.count('score'), 'integer').as('scored'),
      cast<number | null>(fn.sum('score'), 'integer').as('score_sum'),
      cast<number>(fn.sum('votes'), 'integer').as('votes'),
    ])
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .where('state', '=', 'standing')
    .where(isAmong(channels, 'channel_id'))
    .groupBy('is_private')
    .execute();
}

function meanScore(rows: readonly { readonly scored: number; readonly score_sum: number | null }[]): string {
  const scored = rows.reduce((sum, row) => sum + row.scored, 0);
  const total = rows.reduce((sum, row) => sum + (row.score_sum ?? 0), 0);
  return scored === 0 ? 'waiting for feedback' : `${Math.round(total / scored)} of 100`;
}
