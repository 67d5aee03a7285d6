import { sql } from 'kysely';
import { promptOf } from '../questions/prompt-of.ts';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'answers',
    title: 'Your answers',
    entries: ({ workspace, member }) => sql`
      select answers.id, drops.question_id as question, ${promptOf('drops')} as prompt, channels.name as channel,
        is_private as private_practice, answers.state, score, votes, day, answers.created_at, withdrawn_at,
        answers.denied as denied_misconceptions, (
          select jsonb_agg(jsonb_build_object('revision', revision, 'written_at', written_at, 'edited_at', edited_at, 'text', text)
            order by revision)
          from answer_revisions where answer_revisions.workspace_id = answers.workspace_id and answer_id = answers.id
        ) as revisions
      from answers
      join drops on drops.workspace_id = answers.workspace_id and drops.id = answers.drop_id
      left join channels on channels.workspace_id = answers.workspace_id and channels.id = answers.channel_id
      where answers.workspace_id = ${workspace} and answers.member_id = ${member} order by answers.id`,
  },
  {
    name: 'requested-questions',
    title: 'Questions you asked for',
    entries: ({ workspace, member }) => sql`
      select question_id as question, ${promptOf('drops')} as prompt, source, created_at as asked_at from drops
      where workspace_id = ${workspace} and requested_by = ${member} order by id`,
  },
  {
    name: 'sample-answers',
    title: 'Sample answers you looked at',
    entries: ({ workspace, member }) => sql`
      select drops.question_id as question, seen_at from sample_views
      join drops on drops.workspace_id = sample_views.workspace_id and drops.id = sample_views.drop_id
      where sample_views.workspace_id = ${workspace} and sample_views.member_id = ${member} order by seen_at, drop_id`,
  },
];
