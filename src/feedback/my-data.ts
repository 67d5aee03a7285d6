import { sql } from 'kysely';
import { promptOf } from '../questions/prompt-of.ts';
import type { Section } from '../registry/my-data.ts';

export const myData: readonly Section[] = [
  {
    name: 'feedback',
    title: 'The coach’s feedback',
    // Of what may be no answer nothing is shown.
    entries: ({ workspace, member }) => sql`
      select answers.id as answer, feedback.revision, ${promptOf('drops')} as prompt, coach, feedback.score, given_at,
        assessment->'strengths' as strengths, assessment->>'improvement' as improvement, assessment->>'followUp' as follow_up,
        assessment->'dimensions' as dimensions, (
          select jsonb_agg(jsonb_build_object('text', doubt->'text', 'your_words', doubt->'quote'))
          from jsonb_array_elements(assessment->'misconceptions') as doubt
        ) as misconceptions
      from feedback
      join answers on answers.workspace_id = feedback.workspace_id and answers.id = feedback.answer_id
      join drops on drops.workspace_id = answers.workspace_id and drops.id = answers.drop_id
      where answers.workspace_id = ${workspace} and answers.member_id = ${member} and answers.state <> 'asked'
        and feedback.state = 'given'
      order by answers.id, feedback.revision`,
  },
  {
    name: 'conversations',
    title: 'Conversations with the coach',
    entries: ({ workspace, member }) => sql`
      select answer_id as answer, turn, question as coach_asked, said as you_said, asked_at, replied as coach_replied,
        next_question as coach_asked_next, given_at as replied_at
      from conversation_turns
      join answers on answers.workspace_id = conversation_turns.workspace_id and answers.id = answer_id
      where answers.workspace_id = ${workspace} and member_id = ${member} order by answer_id, turn`,
  },
  {
    name: 'ratings',
    title: 'What you think of the AI coach’s feedback',
    entries: ({ workspace, member }) => sql`
      select answer_id as answer, is_helpful as helped, rated_at from coach_ratings
      where workspace_id = ${workspace} and member_id = ${member} order by answer_id`,
  },
  {
    name: 'model-calls',
    title: 'Calls of a model for you',
    entries: ({ workspace, member }) => sql`
      select day, purpose, model, answer_id as answer, input_tokens, output_tokens, started_at, finished_at from coach_calls
      where workspace_id = ${workspace} and member_id = ${member} order by id`,
  },
];
