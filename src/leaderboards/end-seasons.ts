import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { isFirstOfSeason, periodKey } from '../base/periods.ts';
import { localDay } from '../base/time.ts';
import type { Db, Tx } from '../database/database.ts';
import { workThrough } from '../database/work-through.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Sweep } from '../registry/feature.ts';
import { job } from '../registry/job.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { settleAllStandings } from '../standings/count-standings.ts';
import { workspaceZone } from '../workspaces/settings.ts';
import { podiumSubject } from './podium-post.ts';
import { isOnBoards } from './standings.ts';
import { wakeForSeasons } from './wakes.ts';

/** Where it is earliest, where it is latest, and between: of all days that it is anywhere, one is each of theirs. */
const extremes = ['Etc/GMT+12', 'UTC', 'Pacific/Kiritimati'];

/** A season that has ended in some zones, for workspaces that haven't seen to it. */
interface Ended {
  readonly season: string;
  readonly lastDay: string;
  readonly zones: readonly string[];
}

interface Ending {
  readonly workspace_id: string;
}

/**
 * The season that has ended wherever it is the first day of the next one. A podium is news for that day: after a longer downtime
 * none is posted. Whether it is that day is asked each time, of the clock and the zone as they are then.
 */
async function endedSeason(db: Db, now: Date): Promise<Ended | undefined> {
  const today = extremes.map((zone) => localDay(now, zone)).find(isFirstOfSeason);
  if (today === undefined) return undefined;
  const lastDay = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString();
  const season = periodKey('season', lastDay);
  const { rows } = await sql<{ zone: string }>`
    select distinct ${workspaceZone} as zone from workspaces where ended_season is distinct from ${season}`.execute(
    db,
  );
  const zones = rows.map(({ zone }) => zone).filter((zone) => localDay(now, zone) === today);
  return zones.length === 0 ? undefined : { season, lastDay, zones };
}

/** Posts the podiums of the season that has ended. */
async function endSeasons(services: Services): Promise<void> {
  const now = services.now();
  const ended = await endedSeason(services.db, now);
  if (!ended) return;
  await settleAllStandings(services.db);
  await workThrough<Ending, Wake>(services, 'a season could not be ended', {
    find: (db, after, most) => findEnding(db, ended, after, most),
    run: async (tx, queue, keys) => {
      const channels = await endSeason(tx, ended, keys);
      const podiums = channels.map(({ workspace_id, channel_id }) => {
        return {
          workspace_id,
          kind: 'podium',
          subject: podiumSubject(channel_id, ended.lastDay),
          channel_id,
        } as const;
      });
      await requestPosts(tx, queue, podiums, now);
    },
  });
}

async function findEnding(db: Db, { season, zones }: Ended, after: Ending | undefined, most: number) {
  const { rows } = await sql<Ending>`
    select id as workspace_id from workspaces
    where ended_season is distinct from ${season} and ${workspaceZone} = any (${zones}) and id > ${after?.workspace_id ?? '0'}
    order by id limit ${most}`.execute(db);
  return rows;
}

/** Marks the season as ended, and returns the channels with a schedule in which somebody on the boards got a vote. */
async function endSeason(tx: Tx, { season }: Ended, keys: readonly Ending[]) {
  const ids = keys.map(({ workspace_id }) => workspace_id);
  const { rows } = await sql<{ workspace_id: string; channel_id: string }>`
    with ending as (
      select id from workspaces where id = any (${ids}::bigint[]) and ended_season is distinct from ${season}
      order by id for no key update skip locked
    ), ended as (
      update workspaces set ended_season = ${season} from ending where workspaces.id = ending.id returning workspaces.id
    )
    select workspace_id, channel_id from ended join schedules on workspace_id = id
    where paused_at is null and exists (
      select from standings where standings.workspace_id = schedules.workspace_id and scope = channel_id
        and period = ${season} and votes > 0 and answers > 0 and ${isOnBoards('member_id', sql.ref('ended.id'))})`.execute(
    tx,
  );
  return rows;
}

export const endSeasonsJob = job<'end-seasons'>(z.object({}), endSeasons);

/** One wake ends the season everywhere where it is over. */
export async function overdueSeasons({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  const ended = await endedSeason(db, now);
  return ended ? [wakeForSeasons(ended.season)] : [];
}
