import type { Card } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import { candidateCard, interviewerCard } from './peer-cards.ts';
import { currentQuestion, type PeerMock, rolesIn } from './peer-mocks.ts';

/** What one of the two sees while a half lasts; undefined when none does. */
export async function halfCard(db: Db, mock: PeerMock, member: string): Promise<Card | undefined> {
  const { state } = mock;
  if (state !== 'first' && state !== 'second') return undefined;
  const { candidate } = rolesIn(mock, state);
  if (candidate === member) return candidateCard(mock, state);
  return interviewerCard(mock, state, await currentQuestion(db, mock, candidate));
}
