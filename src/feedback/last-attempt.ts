import type { Block } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import type { Assessment } from '../domain/coach.ts';

/** A member's answer to a question that they had answered before. */
interface Attempt {
  readonly at: Date;
  readonly score: number | null;
  readonly assessment: Assessment;
}

/**
 * The answer that the author of this one gave to the same question last time, as it was read in the end. What was practised in
 * private is compared only in private.
 */
export async function lastAttempt(db: Db, workspace: string, answerId: string): Promise<Attempt | undefined> {
  const row = await db
    .selectFrom('answers as now')
    .innerJoin('drops', (join) =>
      join.onRef('drops.workspace_id', '=', 'now.workspace_id').onRef('drops.id', '=', 'now.drop_id'),
    )
    .innerJoin('answers as earlier', (join) =>
      join
        .onRef('earlier.workspace_id', '=', 'now.workspace_id')
        .onRef('earlier.member_id', '=', 'now.member_id')
        .onRef('earlier.id', '<', 'now.id'),
    )
    .innerJoin('drops as earlier_drop', (join) =>
      join
        .onRef('earlier_drop.workspace_id', '=', 'earlier.workspace_id')
        .onRef('earlier_drop.id', '=', 'earlier.drop_id')
        .onRef('earlier_drop.question_owner', '=', 'drops.question_owner')
        .onRef('earlier_drop.question_id', '=', 'drops.question_id'),
    )
    .innerJoin('feedback', (join) =>
      join
        .onRef('feedback.workspace_id', '=', 'earlier.workspace_id')
        .onRef('feedback.answer_id', '=', 'earlier.id'),
    )
    .select(['earlier.created_at as at', 'earlier.score', 'feedback.assessment'])
    .where('now.workspace_id', '=', workspace)
    .where('now.id', '=', answerId)
    .where('earlier.state', '=', 'standing')
    .where('feedback.assessment', 'is not', null)
    .where((eb) => eb.or([eb('earlier.is_private', '=', false), eb('now.is_private', '=', true)]))
    .orderBy('earlier.id', 'desc')
    .orderBy('feedback.revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.assessment ? { ...row, assessment: row.assessment } : undefined;
}

/** What is new since the last attempt, in one line; nothing where one of the two wasn't scored. */
export function comparedWith(before: Attempt, now: Omit<Attempt, 'at'>): Block[] {
  if (before.assessment.unscored || now.assessment.unscored) return [];
  const [then, today] = [before.assessment, now.assessment];
  // By what is missing, since a question that was revised has other points.
  const gained = today.covered.filter((id) => [...then.missing, ...then.unsure].includes(id)).length;
  const lost = then.covered.filter((id) => today.missing.includes(id)).length;
  const points = [gained > 0 ? `${count(gained)} gained` : '', lost > 0 ? `${count(lost)} lost` : ''].filter(
    Boolean,
  );
  const scores = before.score === null || now.score === null ? '' : ` (${before.score} → ${now.score})`;
  const change = points.length > 0 ? points.join(', ') : 'the same key points';
  return [
    {
      type: 'context',
      text: ['Compared with your answer of ', { time: before.at, style: 'day' }, `: ${change}${scores}.`],
    },
  ];
}

const count = (number: number) => `${number} key ${number === 1 ? 'point' : 'points'}`;
