import type { Card } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import type { Content, PostDefinition } from '../registry/post-kind.ts';
import { followUpCard } from './mock-cards.ts';
import { isBeingRead, type Mock, questionsOfMock } from './mocks.ts';
import { reportOf } from './report.ts';
import { reportCard } from './report-card.ts';

/**
 * What follows once the coach has read an answer of a mock: what the interviewer asks next, or the report where it was the last one
 * that was awaited. Nothing for who has gone on meanwhile.
 */
export const stepPost: PostDefinition = {
  async content(db, { workspace_id, subject }) {
    const found = await db
      .selectFrom('answers')
      .innerJoin('mock_questions', (join) =>
        join
          .onRef('mock_questions.workspace_id', '=', 'answers.workspace_id')
          .onRef('mock_questions.drop_id', '=', 'answers.drop_id'),
      )
      .select(['mock_id', 'place', 'spot'])
      .where('answers.workspace_id', '=', workspace_id)
      .where('answers.id', '=', subject)
      .where('answers.state', '=', 'standing')
      .executeTakeFirst();
    const mock = found && (await mockById(db, workspace_id, found.mock_id));
    if (!mock) return undefined;
    const card = await stepCard(db, mock, found.place);
    return card && { card, ...(found.spot ? { spot: found.spot } : {}) };
  },
};

async function stepCard(db: Db, mock: Mock, place: number): Promise<Card | undefined> {
  const questions = await questionsOfMock(db, mock.workspace_id, mock.id);
  if (mock.state === 'done') return isBeingRead(questions) ? undefined : reportCard(await reportOf(db, mock));
  const current = questions.at(-1);
  return mock.state === 'running' && current?.place === place ? followUpCard(mock, current) : undefined;
}

/** The report of a mock that ended by itself. */
export const reportPost: PostDefinition = {
  content: (db, { workspace_id, subject }) =>
    reportContent(db, workspace_id, subject, async (mock) => reportCard(await reportOf(db, mock))),
};

/** A mock that its member shared with a mentor: the subject is its id and the mentor's. */
export const sharedMockPost: PostDefinition = {
  content: (db, { workspace_id, subject }) =>
    reportContent(db, workspace_id, subject.split(' ')[0] ?? '', async (mock) =>
      subject === `${mock.id} ${mock.shared_with}` ? reportCard(await reportOf(db, mock), true) : undefined,
    ),
};

/** What a mentor says of a mock, for its member: the subject is the mock's id and the comment's token. */
export const mockCommentPost: PostDefinition = {
  content: (db, { workspace_id, subject }) => {
    const [id = '', token = ''] = subject.split(' ');
    return reportContent(db, workspace_id, id, async (mock) => {
      const { comments } = await reportOf(db, mock);
      const comment = comments.find((one) => one.token === token);
      return comment && commentCard(mock, comment);
    });
  },
};

function commentCard(
  { id }: Mock,
  { mentor_id, text }: { readonly mentor_id: string; readonly text: string },
): Card {
  return {
    summary: 'A mentor commented on your mock interview.',
    blocks: [
      { type: 'header', text: 'A mentor’s comment on your mock interview' },
      { type: 'text', text: [{ member: mentor_id }, ' says:'] },
      { type: 'quote', text },
      { type: 'buttons', buttons: [{ label: 'Show the report', action: 'mock-report', value: id }] },
    ],
  };
}

async function reportContent(
  db: Db,
  workspace: string,
  id: string,
  show: (mock: Mock) => Promise<Card | undefined>,
): Promise<Content | undefined> {
  const mock = await mockById(db, workspace, id);
  const card = mock && (await show(mock));
  return card && { card, isDirect: true };
}

export async function mockById(db: Db, workspace: string, id: string): Promise<Mock | undefined> {
  return db
    .selectFrom('mocks')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst();
}
