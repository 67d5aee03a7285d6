import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'quiet-hours',
    title: 'Quiet hours',
    entries: ({ workspace, member }) => sql`
      select starts_at, ends_at, time_zone from quiet_hours where workspace_id = ${workspace} and member_id = ${member}`,
  },
];
