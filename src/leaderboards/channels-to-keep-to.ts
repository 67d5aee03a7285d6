import { sql } from 'kysely';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { type VisibleChannels, visibleChannels } from '../workspaces/visible-channels.ts';

/** The channels to which a view of the whole workspace has to keep; undefined where the member is in all in which anybody has practised. */
export async function channelsToKeepTo(services: Services, actor: Actor): Promise<VisibleChannels> {
  const visible = await visibleChannels(services, actor);
  if (visible === undefined) return undefined;
  // From one channel to the next in the index, however many members each has.
  const { rows } = await sql`
    with recursive practised as (
      select min(scope) as scope from standings where workspace_id = ${actor.workspace} and scope > ''
      union all
      select (select min(scope) from standings where workspace_id = ${actor.workspace} and scope > practised.scope)
      from practised where practised.scope is not null
    )
    select from practised where scope <> all (${visible}) limit 1`.execute(services.db);
  return rows.length > 0 ? visible : undefined;
}
