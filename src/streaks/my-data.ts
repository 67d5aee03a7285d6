import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'vacations',
    title: 'Vacations',
    entries: ({ workspace, member }) => sql`
      select starts_on, ends_on from vacations where workspace_id = ${workspace} and member_id = ${member} order by starts_on`,
  },
];
