import { sql } from 'kysely';
import { promptOf } from '../questions/prompt-of.ts';
import type { Section } from '../registry/my-data.ts';
import { nameOf } from '../workspaces/name-of.ts';

export const myData: readonly Section[] = [
  {
    name: 'reviews-received',
    title: 'Mentors’ reviews of your answers',
    entries: ({ workspace, member }) => sql`
      select answer_id as answer, reviews.revision, ${nameOf('reviews.mentor_id')} as by, reviews.score, comment, approved,
        reviews.created_at as reviewed_at
      from reviews join answers on answers.workspace_id = reviews.workspace_id and answers.id = reviews.answer_id
      where answers.workspace_id = ${workspace} and answers.member_id = ${member} and answers.state <> 'asked'
        and reviews.withdrawn_at is null
      order by reviews.id`,
  },
  {
    name: 'reviews-given',
    title: 'Your reviews',
    entries: ({ workspace, member }) => sql`
      select ${nameOf('answers.member_id')} as of_an_answer_by, ${promptOf('drops')} as prompt, reviews.score, comment, approved,
        reviews.created_at as reviewed_at, reviews.withdrawn_at
      from reviews
      join answers on answers.workspace_id = reviews.workspace_id and answers.id = reviews.answer_id
      join drops on drops.workspace_id = answers.workspace_id and drops.id = answers.drop_id
      where reviews.workspace_id = ${workspace} and reviews.mentor_id = ${member} order by reviews.id`,
  },
  {
    name: 'claimed-reviews',
    title: 'Answers you’re reviewing',
    entries: ({ workspace, member }) => sql`
      select ${nameOf('answers.member_id')} as by, expires_at as yours_until from review_claims
      join answers on answers.workspace_id = review_claims.workspace_id and answers.id = review_claims.answer_id
      where review_claims.workspace_id = ${workspace} and mentor_id = ${member} order by expires_at`,
  },
];
