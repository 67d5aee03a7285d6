import { sql } from 'kysely';
import { promptOf } from '../questions/prompt-of.ts';
import type { Section } from '../registry/my-data.ts';
import { nameOf } from '../workspaces/name-of.ts';

/** As the report says it, once there is one. */
const keyPoints = sql`(
  select jsonb_agg(jsonb_build_object('key_point', point->'text', 'verdict', case
    when feedback.assessment->'covered' ? (point->>'id') then 'made'
    when feedback.assessment->'unsure' ? (point->>'id') then 'maybe' else 'missing' end))
  from question_revisions, jsonb_array_elements(content->'key_points') as point
  where mocks.state = 'done' and feedback.state = 'given' and question_revisions.owner = drops.question_owner
    and question_revisions.question_id = drops.question_id and question_revisions.revision = drops.question_revision)`;

/** By its place in the interview. Their texts stand with the other answers, too. */
const questions = sql`(
  select jsonb_agg(jsonb_build_object('question', ${promptOf('drops')}, 'state', mock_questions.state,
      'seconds', mock_questions.seconds, 'answer', answer_revisions.text,
      'score', case when mocks.state = 'done' then answers.score end, 'key_points', ${keyPoints},
      'follow_ups', (
        select jsonb_agg(jsonb_build_object('asked', question, 'you_replied', reply, 'verdict', verdict, 'replied_at', replied_at)
          order by replied_at)
        from mock_replies where mock_replies.workspace_id = mocks.workspace_id and mock_replies.mock_id = mocks.id
          and mock_replies.place = mock_questions.place))
    order by mock_questions.place)
  from mock_questions
  join drops on drops.workspace_id = mock_questions.workspace_id and drops.id = mock_questions.drop_id
  left join answers on answers.workspace_id = drops.workspace_id and answers.drop_id = drops.id and answers.state = 'standing'
  left join answer_revisions on answer_revisions.workspace_id = answers.workspace_id
    and answer_revisions.answer_id = answers.id and answer_revisions.revision = answers.revision
  left join feedback on feedback.workspace_id = answers.workspace_id and feedback.answer_id = answers.id
    and feedback.revision = answers.revision
  where mock_questions.workspace_id = mocks.workspace_id and mock_questions.mock_id = mocks.id)`;

const comments = sql`(
  select jsonb_agg(jsonb_build_object('by', ${nameOf('mock_comments.mentor_id')}, 'text', text, 'said_at', said_at) order by said_at)
  from mock_comments where mock_comments.workspace_id = mocks.workspace_id and mock_comments.mock_id = mocks.id)`;

export const myData: readonly Section[] = [
  {
    name: 'mock-interviews',
    title: 'Mock interviews',
    entries: ({ workspace, member }) => sql`
      select started_at, finished_at, state, tracks, levels, minutes, ${nameOf('mocks.shared_with')} as shared_with,
        ${questions} as questions, ${comments} as comments
      from mocks where mocks.workspace_id = ${workspace} and mocks.member_id = ${member} order by mocks.id`,
  },
  {
    name: 'mock-comments',
    title: 'Your comments on mock interviews',
    entries: ({ workspace, member }) => sql`
      select ${nameOf('mocks.member_id')} as on_an_interview_of, text, said_at from mock_comments
      join mocks on mocks.workspace_id = mock_comments.workspace_id and mocks.id = mock_comments.mock_id
      where mock_comments.workspace_id = ${workspace} and mock_comments.mentor_id = ${member} order by said_at`,
  },
];
