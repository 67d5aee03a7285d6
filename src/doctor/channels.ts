import type { Db } from '../database/database.ts';
import { bad, type Check, check, good, off } from './check.ts';

/** Which channels with a schedule can't be posted to, as far as was found out when something was posted there. */
export const checkChannels = (db: Db | undefined): Promise<Check[]> =>
  check('Channels', async () => {
    if (!db) return off('not checked: it needs a database that is up to date');
    const scheduled = await db
      .selectFrom('schedules')
      .innerJoin('workspaces', 'workspaces.id', 'schedules.workspace_id')
      .innerJoin('channels', (join) =>
        join
          .onRef('channels.workspace_id', '=', 'schedules.workspace_id')
          .onRef('channels.id', '=', 'schedules.channel_id'),
      )
      .select(['workspaces.name as workspace', 'channels.name', 'channels.problem'])
      .orderBy('workspaces.name')
      .orderBy('channels.name')
      .execute();
    const unreachable = scheduled.flatMap(({ name, workspace, problem }) =>
      problem === null ? [] : bad(`nothing can be posted in #${name} of ${workspace}`, problem),
    );
    if (unreachable.length > 0) return unreachable;
    return scheduled.length === 0 ? off('none has a schedule') : good(`${scheduled.length} with a schedule`);
  });
