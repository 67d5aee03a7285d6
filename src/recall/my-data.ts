import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'recall-settings',
    title: 'Recall settings',
    entries: ({ workspace, member }) => sql`
      select per_day, remind_at, time_zone, next_reminder_at, reminded_on from recall_settings
      where workspace_id = ${workspace} and member_id = ${member}`,
  },
  {
    name: 'recalls',
    title: 'What you were asked again',
    entries: ({ workspace, member }) => sql`
      select day, question_id as question, point as key_point, state, verdict, asked_at, answered_at from recalls
      where workspace_id = ${workspace} and member_id = ${member} order by id`,
  },
];
