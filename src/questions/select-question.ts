import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { Category, Level } from './question.ts';
import { askable } from './questions-of.ts';

/** Empty lists mean any. */
export interface QuestionFilter {
  readonly tracks: readonly string[];
  readonly levels: readonly Level[];
  readonly categories: readonly Category[];
}

/** A question as it is now. */
export interface QuestionKey {
  readonly owner: string;
  readonly id: string;
  readonly revision: number;
}

/** Whose past questions aren't to be repeated: a channel's, or those a member practised privately. */
export type Audience = { readonly channel: string } | { readonly privateTo: string };

/**
 * Picks a question that matches and that the audience hasn't had; when it has had all, the one longest ago.
 * Among the unused the order is arbitrary but fixed for each audience. Undefined when none matches.
 */
export async function selectQuestion(
  tx: Tx,
  workspace: string,
  audience: Audience,
  filter: QuestionFilter,
): Promise<QuestionKey | undefined> {
  await lockAudience(tx, workspace, audience);
  const who = 'channel' in audience ? audience.channel : audience.privateTo;
  let query = askable(tx, workspace)
    // All of the audience's at once: question by question, each would be looked for among the whole workspace's.
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('drops')
          .select(['question_owner', 'question_id'])
          .select((drop) => drop.fn.max('drops.id').as('last'))
          .where('drops.workspace_id', '=', workspace)
          .where((drop) =>
            'channel' in audience
              ? drop.and([drop('drops.channel_id', '=', who), drop('drops.source', '!=', 'private')])
              : drop.and([drop('drops.requested_by', '=', who), drop('drops.source', '=', 'private')]),
          )
          .groupBy(['question_owner', 'question_id'])
          .as('use'),
      (join) =>
        join
          .onRef('use.question_owner', '=', 'questions.owner')
          .onRef('use.question_id', '=', 'questions.id'),
    )
    .select(['questions.owner', 'questions.id', 'questions.revision']);
  if (filter.tracks.length > 0) query = query.where('questions.track_id', 'in', filter.tracks);
  if (filter.levels.length > 0) query = query.where('questions.level', 'in', filter.levels);
  if (filter.categories.length > 0) query = query.where('questions.category', 'in', filter.categories);
  return query
    .orderBy('use.last', (order) => order.asc().nullsFirst())
    .orderBy(sql`md5(${workspace} || '/' || ${who} || '/' || questions.id)`)
    .limit(1)
    .executeTakeFirst();
}

/** Two questions asked for at the same moment are picked one after the other. */
async function lockAudience(tx: Tx, workspace: string, audience: Audience): Promise<void> {
  const table = 'channel' in audience ? 'channels' : 'members';
  const id = 'channel' in audience ? audience.channel : audience.privateTo;
  await tx
    .selectFrom(table)
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .execute();
}
