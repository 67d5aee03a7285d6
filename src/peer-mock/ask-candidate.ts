import type { Tx } from '../database/database.ts';
import { createDrops } from '../practice/create-drops.ts';
import { selectQuestions } from '../questions/select-questions.ts';
import type { Wake } from '../services/wake.ts';
import { type PeerMock, rolesIn } from './peer-mocks.ts';

/**
 * Gives the interviewer the next question. Both have met it from then on: the candidate is asked it, and the interviewer knows what a
 * complete answer says, so neither gets it again. False when there is none.
 */
export async function askCandidate(
  tx: Tx,
  queue: Wake[],
  mock: PeerMock,
  half: 'first' | 'second',
  now: Date,
): Promise<boolean> {
  const { workspace_id: workspace, channel_id: channel, tracks, levels } = mock;
  const { interviewer, candidate } = rolesIn(mock, half);
  const filter = { tracks, levels, categories: [] };
  const [question] = await selectQuestions(tx, [{ workspace, privateTo: candidate, ...filter }], now);
  if (!question) return false;
  const request = { workspace, channel, source: 'private', revealAfterMinutes: 1, question } as const;
  const [drop] = await createDrops(
    tx,
    queue,
    [
      { ...request, requestedBy: candidate },
      { ...request, requestedBy: interviewer },
    ],
    now,
  );
  if (!drop) throw new Error('a private drop has no slot to collide with');
  const { last } = await tx
    .selectFrom('peer_questions')
    .select(({ fn }) => fn.max('place').as('last'))
    .where('workspace_id', '=', workspace)
    .where('peer_mock_id', '=', mock.id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('peer_questions')
    .values({
      workspace_id: workspace,
      peer_mock_id: mock.id,
      place: (last ?? 0) + 1,
      candidate_id: candidate,
      drop_id: drop.id,
      state: 'asked',
    })
    .execute();
  return true;
}
