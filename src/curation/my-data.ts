import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';
import { nameOf } from '../workspaces/name-of.ts';

export const myData: readonly Section[] = [
  {
    name: 'suggestions',
    title: 'Questions you suggested',
    entries: ({ workspace, member }) => sql`
      select content as question, state, reason, created_at as suggested_at, decided_at from suggestions
      where workspace_id = ${workspace} and member_id = ${member} order by id`,
  },
  {
    name: 'decisions',
    title: 'Suggestions you decided on',
    entries: ({ workspace, member }) => sql`
      select content->>'prompt' as prompt, ${nameOf('suggestions.member_id')} as by, state, reason, decided_at from suggestions
      where workspace_id = ${workspace} and decided_by = ${member} order by id`,
  },
  {
    name: 'retired-questions',
    title: 'Questions you took out of use',
    entries: ({ workspace, member }) => sql`
      select question_id as question, retired_at from retirements
      where workspace_id = ${workspace} and retired_by = ${member} order by retired_at`,
  },
];
