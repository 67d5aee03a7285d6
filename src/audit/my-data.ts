import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'audit',
    title: 'What you did as a mentor or an admin',
    entries: ({ workspace, member }) => sql`
      select at, deed, about from audit_entries where workspace_id = ${workspace} and member_id = ${member} order by id`,
  },
];
