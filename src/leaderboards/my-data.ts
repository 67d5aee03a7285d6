import { sql } from 'kysely';
import type { Section } from '../registry/my-data.ts';
import { nameOf } from '../workspaces/name-of.ts';

export const myData: readonly Section[] = [
  {
    name: 'votes',
    title: 'Your votes',
    entries: ({ workspace, member }) => sql`
      select ${nameOf('answers.member_id')} as for_an_answer_by, drops.question_id as question, emoji, votes.created_at as voted_at
      from votes
      join answers on answers.workspace_id = votes.workspace_id and answers.id = votes.answer_id
      join drops on drops.workspace_id = answers.workspace_id and drops.id = answers.drop_id
      where votes.workspace_id = ${workspace} and votes.voter_id = ${member} order by votes.created_at, votes.answer_id`,
  },
  {
    name: 'standings',
    title: 'Your numbers on leaderboards',
    entries: ({ workspace, member }) => sql`
      select coalesce(channels.name, 'all channels') as channel, period, votes, answers from standings
      left join channels on channels.workspace_id = standings.workspace_id and channels.id = standings.scope
      where standings.workspace_id = ${workspace} and standings.member_id = ${member} order by period, scope`,
  },
];
