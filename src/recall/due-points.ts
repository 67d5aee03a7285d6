import { sql } from 'kysely';
import { localDay } from '../base/time.ts';
import type { Db, Row } from '../database/database.ts';
import { eachOf } from '../database/each-of.ts';
import { type MemberKey, memoriesOf, type PointMemory } from './memories.ts';

export interface DuePoints {
  /** What is nearly forgotten comes first. */
  readonly due: readonly PointMemory[];
  /** When something is due that isn't yet. */
  readonly next: Date | undefined;
}

/** Of each member what is due by the end of their day, and was neither answered nor skipped on it. */
export async function duePoints(
  db: Db,
  members: readonly (MemberKey & { readonly timeZone: string })[],
  now: Date,
): Promise<DuePoints[]> {
  const memories = await memoriesOf(db, members, now);
  const done = await doneToday(db, members, now);
  return members.map(({ timeZone }, index) => {
    const today = done.filter(({ place }) => Number(place) === index + 1);
    const left = (memories[index] ?? []).filter((memory) => !today.some((recall) => isAbout(recall, memory)));
    return sortOut(left, timeZone, now);
  });
}

function sortOut(memories: readonly PointMemory[], timeZone: string, now: Date): DuePoints {
  const today = localDay(now, timeZone);
  const isDue = ({ due }: PointMemory) => localDay(due, timeZone) <= today;
  const later = memories.filter((memory) => !isDue(memory)).map(({ due }) => due.getTime());
  return {
    due: memories.filter(isDue).sort((one, other) => one.retrievability - other.retrievability),
    next: later.length === 0 ? undefined : new Date(Math.min(...later)),
  };
}

type Asked = Pick<Row<'recalls'>, 'question_owner' | 'question_id' | 'point'>;

/** Whether what was asked is a key point, or the question that it belongs to. */
export const isAbout = (recall: Asked, { owner, question, point }: PointMemory) =>
  recall.question_owner === owner &&
  recall.question_id === question &&
  (recall.point === null || recall.point === point);

async function doneToday(db: Db, members: readonly (MemberKey & { readonly timeZone: string })[], now: Date) {
  const days = members.map(({ workspace, member, timeZone }) => ({
    workspace,
    member,
    today: localDay(now, timeZone),
  }));
  const { rows } = await sql<Asked & { place: string }>`
    select place, question_owner, question_id, point
    from ${eachOf(days)}, jsonb_to_record(item) as who (workspace bigint, member text, today date)
    join recalls on workspace_id = workspace and member_id = member and day = today and state <> 'asked'`.execute(
    db,
  );
  return rows;
}
