import type { Card } from '../chat/card.ts';
import type { Db, Row } from '../database/database.ts';
import type { Content, PostDefinition } from '../registry/post-kind.ts';
import { followUpCard } from './mock-cards.ts';
import { isBeingRead, type Mock, questionsOfMock } from './mocks.ts';
import { reportOf } from './report.ts';
import { reportCard } from './report-card.ts';

/**
 * What follows once the coach has read an answer of a mock: what the interviewer asks next, or the report where it was the last one
 * that was awaited. Nothing for who has gone on meanwhile.
 */
export const stepPost: PostDefinition = { content: (db, post) => afterAnswer(db, post, stepCard) };

/** The report once the coach has read an answer that came when the mock was over. */
export const latePost: PostDefinition = {
  isUnasked: true,
  content: (db, post) => afterAnswer(db, post, wholeReport),
};

async function afterAnswer(
  db: Db,
  { workspace_id, subject }: Pick<Row<'posts'>, 'workspace_id' | 'subject'>,
  show: (db: Db, mock: Mock, place: number) => Promise<Card | undefined>,
): Promise<Content | undefined> {
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
  const card = await show(db, mock, found.place);
  return card && { card, ...(found.spot ? { spot: found.spot } : {}) };
}

async function stepCard(db: Db, mock: Mock, place: number): Promise<Card | undefined> {
  if (mock.state === 'done') return (await endedByItself(db, mock)) ? undefined : wholeReport(db, mock);
  const current = (await questionsOfMock(db, mock.workspace_id, mock.id)).at(-1);
  return mock.state === 'running' && current?.place === place ? followUpCard(mock, current) : undefined;
}

/** Nothing while the coach still reads: what it says of that answer brings the report. */
async function wholeReport(db: Db, mock: Mock): Promise<Card | undefined> {
  const report = await reportOf(db, mock);
  return isBeingRead(report.questions) ? undefined : reportCard(report);
}

/** Then the report is a post of its own, which is requested when it ends. */
async function endedByItself(db: Db, { workspace_id, id }: Mock): Promise<boolean> {
  const post = await db
    .selectFrom('posts')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .where('kind', '=', 'mock-report')
    .where('subject', '=', id)
    .executeTakeFirst();
  return post !== undefined;
}

/** The report of a mock that ended by itself. */
export const reportPost: PostDefinition = {
  content: (db, { workspace_id, subject }) =>
    reportContent(db, workspace_id, subject, async (mock) => reportCard(await reportOf(db, mock))),
};

/** A mock that its member shared with a mentor: the subject is its id and the mentor's. */
export const sharedMockPost: PostDefinition = {
  isUnasked: true,
  content: (db, { workspace_id, subject }) =>
    reportContent(db, workspace_id, subject.split(' ')[0] ?? '', async (mock) =>
      subject === `${mock.id} ${mock.shared_with}` ? reportCard(await reportOf(db, mock), true) : undefined,
    ),
};

/** What a mentor says of a mock, for its member: the subject is the mock's id and the comment's token. */
export const mockCommentPost: PostDefinition = {
  isUnasked: true,
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
