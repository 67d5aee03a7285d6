import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'schedules',
    title: 'Schedules you saved',
    entries: ({ workspace, member }) => sql`
      select channels.name as channel, days, at, time_zone, tracks, levels, categories, updated_at as saved_at from schedules
      left join channels on channels.workspace_id = schedules.workspace_id and channels.id = schedules.channel_id
      where schedules.workspace_id = ${workspace} and updated_by = ${member} order by channel_id`,
  },
];
