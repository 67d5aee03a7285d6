import { sql } from 'kysely';
import type { Db, Row } from '../database/database.ts';
import { type KeyPoint, topicOf, trackOf } from '../domain/question.ts';
import { askable } from '../questions/questions-of.ts';
import { elapsedSeconds } from './clock.ts';
import { type Mock, type MockQuestion, questionsOfMock } from './mocks.ts';

/** What a mock came to, in numbers. */
export interface Totals {
  /** Mean of the answers that got a score; null where none did. */
  readonly score: number | null;
  /** Key points of the questions that were read: made at once, made when the interviewer asked, and all. */
  readonly made: number;
  readonly helped: number;
  readonly all: number;
}

/** A key point to work on, with a question to practise it by. */
interface WorkOn {
  readonly point: KeyPoint;
  readonly topic: string;
  readonly practise: string;
}

export interface Report {
  readonly mock: Mock;
  readonly seconds: number;
  readonly questions: readonly MockQuestion[];
  readonly totals: Totals;
  readonly topics: readonly (Totals & { readonly topic: string })[];
  readonly dimensions: readonly { readonly name: string; readonly score: number }[];
  readonly workOn: readonly WorkOn[];
  /** The member's last mock before. */
  readonly before: (Totals & { readonly at: Date }) | undefined;
  readonly comments: readonly Pick<Row<'mock_comments'>, 'token' | 'mentor_id' | 'text'>[];
}

const mostToWorkOn = 3;

/** All that there is to say of a mock. */
export async function reportOf(db: Db, mock: Mock): Promise<Report> {
  const questions = await questionsOfMock(db, mock.workspace_id, mock.id);
  const topics = [...Map.groupBy(questions.filter(isRead), topicName)].map(([topic, ofTopic]) => ({
    topic,
    ...totalsOf(ofTopic),
  }));
  const comments = await db
    .selectFrom('mock_comments')
    .select(['token', 'mentor_id', 'text'])
    .where('workspace_id', '=', mock.workspace_id)
    .where('mock_id', '=', mock.id)
    .orderBy('said_at')
    .execute();
  return {
    mock,
    seconds: elapsedSeconds(mock, mock.finished_at ?? mock.started_at),
    questions,
    totals: totalsOf(questions),
    topics,
    dimensions: dimensionsOf(questions),
    workOn: await toWorkOn(db, mock, questions),
    before: await mockBefore(db, mock),
    comments,
  };
}

const isRead = ({ assessment }: MockQuestion) => assessment !== null && assessment.unscored === undefined;

const topicName = ({ question }: MockQuestion) => topicOf(question) ?? trackOf(question.id);

function totalsOf(questions: readonly MockQuestion[]): Totals {
  const read = questions.filter(isRead);
  const scores = read.flatMap(({ answer }) => answer?.score ?? []);
  const count = (of: (question: MockQuestion) => number) => read.reduce((sum, one) => sum + of(one), 0);
  return {
    score: mean(scores),
    made: count(({ assessment }) => assessment?.covered.length ?? 0),
    helped: count(({ replies }) => replies.filter(({ verdict }) => verdict === 'covered').length),
    all: count(({ question }) => question.key_points.length),
  };
}

function mean(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return Math.round(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
}

/** Of a coach that judges those: the mean of each, out of five. */
function dimensionsOf(questions: readonly MockQuestion[]) {
  const judged = questions.flatMap(({ assessment }) => assessment?.dimensions ?? []);
  return [...Map.groupBy(judged, ({ name }) => name)].map(([name, ofName]) => ({
    name,
    score: ofName.reduce((sum, { score }) => sum + score, 0) / ofName.length,
  }));
}

/** The key points that were missed and not made afterwards either: first one of each question, then more of them. */
function missedPoints(questions: readonly MockQuestion[]) {
  const missed = questions.filter(isRead).flatMap((one) => {
    const { assessment, question, replies } = one;
    const helped = new Set(replies.filter(({ verdict }) => verdict === 'covered').map(({ point }) => point));
    const ids = [...(assessment?.missing ?? []), ...(assessment?.unsure ?? [])].filter(
      (id) => !helped.has(id),
    );
    const points = ids.flatMap((id) => question.key_points.find((point) => point.id === id) ?? []);
    return points.map((point, rank) => ({ point, rank, topic: topicName(one), question: question.id }));
  });
  return missed.sort((one, other) => one.rank - other.rank);
}

/** What to work on, each with a question about the same that the member hasn't practised, or else the same once more. */
async function toWorkOn(db: Db, mock: Mock, questions: readonly MockQuestion[]): Promise<WorkOn[]> {
  const missed = missedPoints(questions).slice(0, mostToWorkOn);
  if (missed.length === 0) return [];
  const topics = [...new Set(missed.map(({ topic }) => topic))];
  const tracks = [...new Set(missed.map(({ question }) => trackOf(question)))];
  const fresh = await askable(db, mock.workspace_id)
    .select(['questions.id', 'questions.topic', 'questions.track_id'])
    .where(sql<boolean>`questions.topic = any (${topics}) and questions.track_id = any (${tracks})`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('drops')
            .select('drops.id')
            .where('drops.workspace_id', '=', mock.workspace_id)
            .where('drops.requested_by', '=', mock.member_id)
            .where('drops.source', '=', 'private')
            .whereRef('drops.question_owner', '=', 'questions.owner')
            .whereRef('drops.question_id', '=', 'questions.id'),
        ),
      ),
    )
    .orderBy('questions.position')
    .execute();
  const taken = new Set<string>();
  return missed.map(({ point, topic, question }) => {
    const other = fresh.find(
      ({ id, topic: its, track_id }) => its === topic && track_id === trackOf(question) && !taken.has(id),
    );
    const practise = other?.id ?? question;
    taken.add(practise);
    return { point, topic, practise };
  });
}

async function mockBefore(db: Db, mock: Mock): Promise<Report['before']> {
  const before = await db
    .selectFrom('mocks')
    .select(['id', 'started_at'])
    .where('workspace_id', '=', mock.workspace_id)
    .where('member_id', '=', mock.member_id)
    .where('id', '<', mock.id)
    .where('state', '=', 'done')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!before) return undefined;
  const totals = totalsOf(await questionsOfMock(db, mock.workspace_id, before.id));
  return totals.all === 0 ? undefined : { ...totals, at: before.started_at };
}
