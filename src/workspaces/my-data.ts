import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'profile',
    title: 'You',
    entries: ({ workspace, member }) => sql`
      select members.id, members.name, workspaces.name as workspace, workspaces.platform, is_mentor, feedback as feedback_place,
        is_hidden as hidden_on_leaderboards
      from members join workspaces on workspaces.id = members.workspace_id
      where members.workspace_id = ${workspace} and members.id = ${member}`,
  },
];
