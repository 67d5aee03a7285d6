import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'preparations',
    title: 'Jobs you prepared for',
    entries: ({ workspace, member }) => sql`
      select description, state, drafted as questions_drafted, asked_at, given_at from preparations
      where workspace_id = ${workspace} and member_id = ${member} order by id`,
  },
];
