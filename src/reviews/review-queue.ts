import type { Block, Card, Text } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import { mentorFirstReasons } from '../practice/mentor-first.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import { isAmong, visibleChannels } from '../workspaces/visible-channels.ts';
import { requireMentor } from './review-answer.ts';

/** How many answers the queue shows at once: a mentor has five minutes. */
const shown = 5;

export interface QueueFilter {
  readonly track?: string | undefined;
  /** Leaves out what other mentors have claimed. */
  readonly free?: boolean;
}

/** The unreviewed answers, first those that a mentor should see first, then oldest first, with links and claims; without the mentor's own and those in channels that they aren't in. */
export async function reviewQueueCard(services: Services, actor: Actor, filter: QueueFilter): Promise<Card> {
  await requireMentor(services.db, actor);
  const rows = await openAnswers(services, actor, filter);
  if (rows.length === 0) {
    const text = 'Nothing to review: every answer has been read. Thank you!';
    return { summary: text, tone: 'success', blocks: [{ type: 'text', text }] };
  }
  const platform = await platformOf(services, actor.workspace);
  const blocks = rows.slice(0, shown).flatMap((row): Block[] => {
    const place = { workspace: actor.workspace, channel: row.channel_id, thread: row.thread ?? '' };
    const url = platform.messageUrl({ ...place, message: row.message ?? '' });
    const isOwn = row.claimed_by === actor.member;
    const claim: Text = row.claimed_by
      ? [
          isOwn ? ' · claimed by you' : ' · being reviewed by ',
          ...(isOwn ? [] : [{ member: row.claimed_by }]),
        ]
      : '';
    return [
      { type: 'divider' },
      {
        type: 'text',
        text: [
          { member: row.member_id },
          ' on ',
          url ? { link: url, text: row.question_id ?? '' } : (row.question_id ?? ''),
          ' · ',
          { time: row.created_at, style: 'relative' },
          ...(row.score === null ? [] : [` · coach ${row.score}`]),
          ...(row.mentor_first ? [' · ', { bold: mentorFirstReasons[row.mentor_first] }] : []),
          ...claim,
        ],
      },
      { type: 'quote', text: excerpt(row.text) },
      {
        type: 'buttons',
        buttons: isOwn
          ? [
              { label: 'Review', action: 'review', value: row.id, style: 'primary' },
              { label: 'Give back', action: 'release-review', value: row.id },
            ]
          : [{ label: 'Claim', action: 'claim-review', value: row.id, style: 'primary' }],
      },
    ];
  });
  const more = rows.length > shown ? 'More are waiting and appear when these are done.' : 'These are all.';
  return {
    summary: `${Math.min(rows.length, shown)} answers to review`,
    blocks: [{ type: 'header', text: 'Answers to review' }, ...blocks, { type: 'context', text: more }],
  };
}

function excerpt(text: string): string {
  return text.length <= 280 ? text : `${text.slice(0, 279).trimEnd()}…`;
}

async function openAnswers(services: Services, actor: Actor, filter: QueueFilter) {
  const { db, now } = services;
  let query = db
    .selectFrom('answers')
    .innerJoin('answer_revisions as revision', (join) =>
      join
        .onRef('revision.workspace_id', '=', 'answers.workspace_id')
        .onRef('revision.answer_id', '=', 'answers.id')
        .onRef('revision.revision', '=', 'answers.revision'),
    )
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'answers.workspace_id').onRef('drops.id', '=', 'answers.drop_id'),
    )
    .innerJoin('questions', (join) =>
      join
        .onRef('questions.owner', '=', 'drops.question_owner')
        .onRef('questions.id', '=', 'drops.question_id'),
    )
    .leftJoin('review_claims as claim', (join) =>
      join
        .onRef('claim.workspace_id', '=', 'answers.workspace_id')
        .onRef('claim.answer_id', '=', 'answers.id')
        .on('claim.expires_at', '>', now()),
    )
    .select([
      'answers.id',
      'answers.channel_id',
      'answers.member_id',
      'answers.message',
      'answers.score',
      'answers.mentor_first',
      'answers.created_at',
      'revision.text',
      'drops.question_id',
      'drops.message as thread',
      'claim.mentor_id as claimed_by',
    ])
    .where('answers.workspace_id', '=', actor.workspace)
    .where('answers.state', '=', 'standing')
    .where('answers.reviewed_at', 'is', null)
    .where('answers.is_private', '=', false)
    .where('answers.member_id', '!=', actor.member)
    .where(isAmong(await visibleChannels(services, actor), 'answers.channel_id'));
  if (filter.track) query = query.where('questions.track_id', '=', filter.track);
  if (filter.free) {
    query = query.where((eb) =>
      eb.or([eb('claim.mentor_id', 'is', null), eb('claim.mentor_id', '=', actor.member)]),
    );
  }
  return query
    .orderBy((eb) => eb('answers.mentor_first', 'is not', null), 'desc')
    .orderBy('answers.created_at')
    .limit(shown + 1)
    .execute();
}

/** How many answers wait for this mentor in the channels that they are in, at most 100. */
export async function countOpenReviews(services: Services, actor: Actor): Promise<number> {
  const rows = await services.db
    .selectFrom('answers')
    .select('id')
    .where('workspace_id', '=', actor.workspace)
    .where('state', '=', 'standing')
    .where('reviewed_at', 'is', null)
    .where('is_private', '=', false)
    .where('member_id', '!=', actor.member)
    .where(isAmong(await visibleChannels(services, actor), 'channel_id'))
    .limit(100)
    .execute();
  return rows.length;
}
