import { sql } from 'kysely';
import { localDay } from '../base/time.ts';
import type { Db, Row } from '../database/database.ts';
import { type CallOptions, CoachError, type ModelCoach, type Shortage, type Usage } from '../domain/coach.ts';
import type { Services } from '../services/services.ts';
import { settingsOf } from '../workspaces/settings.ts';

/** A call is for an answer, or a draft. */
type Call = Pick<Row<'coach_calls'>, 'workspace_id' | 'member_id' | 'answer_id' | 'purpose'>;
type Reserved = Pick<Row<'coach_calls'>, 'workspace_id' | 'id'>;

export type Paid<T> = { readonly result: T } | { readonly shortage: Shortage };

/**
 * Asks a model within what the workspace and the member may spend today, and records what it took. The most that a
 * call can take is reserved first, so that many at once in many processes don't overdraw the budget together.
 */
export async function payFor<T>(
  services: Services,
  coach: ModelCoach,
  call: Call,
  characters: number,
  work: (options: CallOptions) => Promise<T>,
): Promise<Paid<T>> {
  const reserved = await reserve(services, coach, call, characters);
  if (typeof reserved === 'string') return { shortage: reserved };
  const usages: Usage[] = [];
  try {
    const result = await work({ onUsage: (usage) => usages.push(usage) });
    await settle(services, reserved, usages);
    return { result };
  } catch (error) {
    const isFree = usages.length === 0 && error instanceof CoachError && error.wasUnread;
    await (isFree ? release(services, reserved) : settle(services, reserved, usages));
    throw error;
  }
}

async function reserve(
  services: Services,
  coach: ModelCoach,
  call: Call,
  characters: number,
): Promise<Reserved | Shortage> {
  const now = services.now();
  const tokens = coach.mostTokens(characters, call.purpose === 'draft' ? 'draft' : undefined);
  return services.db.transaction().execute(async (tx) => {
    await tx
      .selectFrom('workspaces')
      .select('id')
      .where('id', '=', call.workspace_id)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    const shortage = await shortageOf(tx, call.workspace_id, call.member_id, now, tokens);
    if (shortage) return shortage;
    const { timeZone } = await settingsOf(tx, call.workspace_id);
    const values = { ...call, model: coach.model, day: localDay(now, timeZone), started_at: now };
    return tx
      .insertInto('coach_calls')
      .values({ ...values, input_tokens: tokens, output_tokens: 0 })
      .returning(['workspace_id', 'id'])
      .executeTakeFirstOrThrow();
  });
}

/** What would run out today if so many tokens more were spent for a member. */
export async function shortageOf(
  db: Db,
  workspace: string,
  member: string,
  now: Date,
  tokens: number,
): Promise<Shortage | undefined> {
  const { coachTokensPerDay, coachCallsPerMember } = await settingsOf(db, workspace);
  const today = await usedToday(db, workspace, now, member);
  if (today.memberCalls >= coachCallsPerMember) return 'calls';
  return today.tokens + tokens > coachTokensPerDay ? 'budget' : undefined;
}

/** What the workspace's calls took today, and how many were for a member. */
export async function usedToday(db: Db, workspace: string, now: Date, member = '') {
  const { timeZone } = await settingsOf(db, workspace);
  const row = await db
    .selectFrom('coach_calls')
    .select((eb) => [
      sql<string>`coalesce(sum(input_tokens + output_tokens), 0)`.as('tokens'),
      sql<string | null>`sum(cost_micro_usd)`.as('cost'),
      eb.fn.countAll<string>().as('calls'),
      eb.fn.countAll<string>().filterWhere('member_id', '=', member).as('member_calls'),
    ])
    .where('workspace_id', '=', workspace)
    .where('day', '=', localDay(now, timeZone))
    .executeTakeFirstOrThrow();
  return {
    tokens: Number(row.tokens),
    calls: Number(row.calls),
    memberCalls: Number(row.member_calls),
    costMicroUsd: row.cost === null ? undefined : Number(row.cost),
  };
}

/** A server that doesn't count tokens, or that didn't get to say, is taken to have used all that were reserved. */
async function settle({ db, now }: Services, call: Reserved, usages: readonly Usage[]): Promise<void> {
  const sum = (of: (usage: Usage) => number) => usages.reduce((total, usage) => total + of(usage), 0);
  const counted = {
    input_tokens: sum(({ inputTokens }) => inputTokens),
    output_tokens: sum(({ outputTokens }) => outputTokens),
  };
  const isPriced = usages.length > 0 && usages.every(({ costMicroUsd }) => costMicroUsd !== undefined);
  await db
    .updateTable('coach_calls')
    .set({
      ...(usages.length > 0 ? counted : {}),
      cost_micro_usd: isPriced ? String(sum(({ costMicroUsd = 0 }) => costMicroUsd)) : null,
      finished_at: now(),
    })
    .where('workspace_id', '=', call.workspace_id)
    .where('id', '=', call.id)
    .execute();
}

/** A call that certainly took nothing was none. */
async function release({ db }: Services, call: Reserved): Promise<void> {
  await db
    .deleteFrom('coach_calls')
    .where('workspace_id', '=', call.workspace_id)
    .where('id', '=', call.id)
    .execute();
}
