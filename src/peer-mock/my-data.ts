import { sql } from 'kysely';
import { promptOf } from '../questions/prompt-of.ts';
import type { Section } from '../registry/my-data.ts';
import { nameOf } from '../workspaces/name-of.ts';

export const myData: readonly Section[] = [
  {
    name: 'mock-interviews-for-two',
    title: 'Mock interviews for two',
    // What the other marks and says is shown at the end.
    entries: ({ workspace, member }) => sql`
      select ${nameOf('peer_mocks.first_id')} as invited_by, ${nameOf('peer_mocks.second_id')} as invited, state, tracks, levels,
        minutes, invited_at, started_at, finished_at, (
          select jsonb_agg(jsonb_build_object('question', ${promptOf('drops')}, 'state', peer_questions.state,
              'candidate', ${nameOf('peer_questions.candidate_id')}, 'key_points_made', made, 'comment', comment)
            order by place)
          from peer_questions
          join drops on drops.workspace_id = peer_questions.workspace_id and drops.id = peer_questions.drop_id
          where peer_questions.workspace_id = peer_mocks.workspace_id and peer_mock_id = peer_mocks.id
            and (candidate_id <> ${member} or peer_mocks.state = 'done')
        ) as questions
      from peer_mocks
      where peer_mocks.workspace_id = ${workspace} and ${member} in (first_id, second_id) order by peer_mocks.id`,
  },
];
