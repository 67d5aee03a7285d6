import { sql } from 'kysely';
import pRetry from 'p-retry';
import { causeCode } from '../base/errors.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Services } from '../services/services.ts';

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const deadlock = '40P01';

/**
 * A channel has another id from now on: its schedule, threads, answers and standings go with it, in one transaction. What
 * stands under the new id already, by somebody who was quicker, stays.
 */
export async function moveChannel(
  services: Services,
  workspace: string,
  from: string,
  to: string,
): Promise<void> {
  const isFrom = sql`workspace_id = ${workspace} and channel_id = ${from}`;
  const renamed = (id: string) => sql`${sql.ref(id)} = ${to} || substr(${sql.ref(id)}, length(${from}) + 1)`;
  const beginsWith = (id: string, separator: string) =>
    sql`workspace_id = ${workspace} and starts_with(${sql.ref(id)}, ${from + separator})`;
  const steps = [
    sql`insert into channels (workspace_id, id, name, problem)
      select workspace_id, ${to}, case name when id then ${to} else name end, problem from channels
      where workspace_id = ${workspace} and id = ${from}
      on conflict (workspace_id, id) do nothing`,
    // Whoever adds changes up now has done so before its totals are moved.
    sql`select from standing_changes where ${isFrom} order by id for update`,
    sql`update standing_changes set channel_id = ${to} where ${isFrom}`,
    sql`with old as (
        delete from standings where workspace_id = ${workspace} and scope = ${from} returning *
      )
      insert into standings (workspace_id, scope, period, member_id, votes, answers)
      select workspace_id, ${to}, period, member_id, votes, answers from old order by period, member_id
      on conflict (workspace_id, scope, period, member_id)
        do update set votes = standings.votes + excluded.votes, answers = standings.answers + excluded.answers`,
    sql`update schedules set channel_id = ${to} where ${isFrom}
      and not exists (select from schedules where workspace_id = ${workspace} and channel_id = ${to})`,
    sql`delete from schedules where ${isFrom}`,
    sql`update drops set source = 'request', slot = null where ${isFrom}
      and slot in (select slot from drops where workspace_id = ${workspace} and channel_id = ${to})`,
    ...[
      'drops',
      'answers',
      'suggestions',
      'preparations',
      'recall_settings',
      'mocks',
      'peer_mocks',
      'posts',
    ].map((table) => sql`update ${sql.table(table)} set channel_id = ${to} where ${isFrom}`),
    sql`update posts set ${renamed('subject')} where kind in ('leaderboard', 'podium') and ${beginsWith('subject', ' ')}
      and not exists (select from posts as other where other.workspace_id = posts.workspace_id
        and other.kind = posts.kind and other.subject = ${to} || substr(posts.subject, length(${from}) + 1))`,
    sql`update reviews set ${renamed('source_id')} where source in ('reply', 'reaction') and ${beginsWith('source_id', '/')}`,
    sql`insert into latest_events (workspace_id, channel_id, message, member_id, emoji, at, is_there, text)
      select workspace_id, ${to}, message, member_id, emoji, at, is_there, text from latest_events where ${isFrom}
      on conflict do nothing`,
    sql`delete from latest_events where ${isFrom}`,
  ];
  // It changes much in an order of its own: of two that wait for each other PostgreSQL ends one.
  await pRetry(
    () =>
      inTransaction(services, async (tx) => {
        for (const step of steps) await step.execute(tx);
      }),
    { retries: 5, minTimeout: 50, shouldRetry: ({ error }) => causeCode(error) === deadlock },
  );
}
