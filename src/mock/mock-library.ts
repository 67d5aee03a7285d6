import type { Actor } from '../chat/core.ts';
import type { MockReport, MockSummary } from '../chat/library.ts';
import type { Db } from '../database/database.ts';
import { reportOf } from './report.ts';
import { reportCard } from './report-card.ts';
import { reportMarkdown } from './report-markdown.ts';
import { readableMock } from './who-may-read.ts';

const mostListed = 50;

/** A member's mocks that are over, the last first. */
export async function mocksOf(db: Db, { workspace, member }: Actor): Promise<MockSummary[]> {
  const rows = await db
    .selectFrom('mocks')
    .select(({ selectFrom }) => [
      'id',
      'started_at',
      'tracks',
      'minutes',
      'planned',
      selectFrom('mock_questions')
        .select(({ fn, cast }) => cast<number>(fn.countAll(), 'integer').as('count'))
        .whereRef('mock_questions.workspace_id', '=', 'mocks.workspace_id')
        .whereRef('mock_questions.mock_id', '=', 'mocks.id')
        .where('state', '=', 'answered')
        .as('answered'),
    ])
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .where('state', '=', 'done')
    .orderBy('id', 'desc')
    .limit(mostListed)
    .execute();
  return rows.map(({ started_at, answered, ...mock }) => ({
    ...mock,
    at: started_at,
    answered: answered ?? 0,
  }));
}

/** The report of a mock, for its member and the mentor whom it was shared with; undefined for anybody else. */
export async function mockReportFor(db: Db, actor: Actor, id: string): Promise<MockReport | undefined> {
  const mock = await readableMock(db, actor, id);
  if (!mock) return undefined;
  const report = await reportOf(db, mock);
  return { card: reportCard(report, mock.member_id !== actor.member), markdown: reportMarkdown(report) };
}
