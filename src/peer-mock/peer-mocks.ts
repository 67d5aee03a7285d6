import { sql } from 'kysely';
import { numeric, UserError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import type { Db, Row, Tx } from '../database/database.ts';
import type { Question } from '../domain/question.ts';
import { dropsWithQuestion } from '../practice/drops.ts';

export type PeerMock = Row<'peer_mocks'>;

/** A question that the interviewer was given, with what they noted. */
export interface PeerQuestion
  extends Pick<Row<'peer_questions'>, 'place' | 'candidate_id' | 'state' | 'made' | 'comment'> {
  readonly question: Question;
}

/** Who asks in a half, and who answers. */
export function rolesIn({ first_id, second_id }: PeerMock, half: 'first' | 'second') {
  return half === 'first'
    ? { interviewer: first_id, candidate: second_id }
    : { interviewer: second_id, candidate: first_id };
}

/** What the interviewer is to ask now; undefined when no question is left. */
export async function currentQuestion(
  db: Db,
  { workspace_id, id }: PeerMock,
  candidate: string,
): Promise<PeerQuestion | undefined> {
  const questions = await peerQuestions(db, workspace_id, id);
  return questions.findLast((one) => one.candidate_id === candidate && one.state === 'asked');
}

/** Locks a peer mock of two of whom the actor is one. */
export async function lockPeerMock(tx: Tx, { workspace, member }: Actor, id: string): Promise<PeerMock> {
  const mock = await tx
    .selectFrom('peer_mocks')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', numeric(id))
    .where((eb) => eb.or([eb('first_id', '=', member), eb('second_id', '=', member)]))
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (mock) return mock;
  throw new UserError(
    'That’s between two others. Invite somebody yourself with `/interview mock with @member`.',
  );
}

export async function changePeerMock(
  tx: Tx,
  { workspace_id, id }: Pick<PeerMock, 'workspace_id' | 'id'>,
  changes: Partial<Pick<PeerMock, 'state' | 'turn_ends_at' | 'started_at' | 'finished_at'>>,
): Promise<void> {
  await tx
    .updateTable('peer_mocks')
    .set(changes)
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
}

/** Undefined when it isn't in that state any more. The moment is kept only if the other had a message of it. */
export async function callOff(
  db: Db,
  { workspace_id, id }: Pick<PeerMock, 'workspace_id' | 'id'>,
  from: 'invited' | 'first' | 'second',
  finished_at: Date | null = null,
): Promise<PeerMock | undefined> {
  return db
    .updateTable('peer_mocks')
    .set({ state: 'off', turn_ends_at: null, finished_at })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', numeric(id))
    .where('state', '=', from)
    .returningAll()
    .executeTakeFirst();
}

/** What a member invited to or is in the middle of; undefined when they are free to invite somebody. */
export async function openPeerMock(db: Db, { workspace, member }: Actor): Promise<PeerMock | undefined> {
  return db
    .selectFrom('peer_mocks')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('state', 'in', ['invited', 'first', 'second'])
    .where((eb) =>
      eb.or([
        eb('first_id', '=', member),
        eb.and([eb('second_id', '=', member), eb('state', '!=', 'invited')]),
      ]),
    )
    .orderBy(sql`state = 'invited'`)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** When a member last declined another's invitation, or the other called it off. */
export async function lastCalledOff(
  db: Db,
  workspace: string,
  first: string,
  second: string,
): Promise<Date | undefined> {
  const last = await db
    .selectFrom('peer_mocks')
    .select(({ fn }) => fn.max('finished_at').as('at'))
    .where('workspace_id', '=', workspace)
    .where('first_id', '=', first)
    .where('second_id', '=', second)
    .where('state', '=', 'off')
    .executeTakeFirst();
  return last?.at ?? undefined;
}

/** What was asked so far, in order. */
export async function peerQuestions(db: Db, workspace: string, mock: string): Promise<PeerQuestion[]> {
  const rows = await dropsWithQuestion(db)
    .innerJoin('peer_questions', (join) =>
      join
        .onRef('peer_questions.workspace_id', '=', 'drops.workspace_id')
        .onRef('peer_questions.drop_id', '=', 'drops.id'),
    )
    .select(['place', 'candidate_id', 'peer_questions.state', 'made', 'comment', 'content'])
    .where('peer_questions.workspace_id', '=', workspace)
    .where('peer_mock_id', '=', mock)
    .orderBy('place')
    .execute();
  return rows.map(({ content, ...row }) => ({ ...row, question: content }));
}

export async function peerMockById(db: Db, workspace: string, id: string): Promise<PeerMock | undefined> {
  return db
    .selectFrom('peer_mocks')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst();
}
