import type { Card } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import { tellPrivately } from '../posts/tell-privately.ts';
import type { Content, PostDefinition } from '../registry/post-kind.ts';
import { candidateCard, interviewerCard, invitationCard, peerReportCard } from './peer-cards.ts';
import {
  changePeerMock,
  currentQuestion,
  type PeerMock,
  peerMockById,
  peerQuestions,
  rolesIn,
} from './peer-mocks.ts';

/** Tells one of the two directly; the subject begins with the mock's id. */
function telling(
  card: (db: Db, mock: PeerMock, words: readonly string[]) => Promise<Card | undefined>,
): PostDefinition {
  return {
    async content(db, { workspace_id, subject }): Promise<Content | undefined> {
      const [id = '', ...words] = subject.split(' ');
      const mock = await peerMockById(db, workspace_id, id);
      const shown = mock && (await card(db, mock, words));
      return shown && { card: shown, isDirect: true };
    },
  };
}

export const invitationPost: PostDefinition = {
  ...telling(async (_db, mock) => (mock.state === 'invited' ? invitationCard(mock) : undefined)),
  async unreached(services, post, problem) {
    const mock = await peerMockById(services.db, post.workspace_id, post.subject);
    if (mock?.state !== 'invited') return;
    await services.db.transaction().execute((tx) => changePeerMock(tx, mock, { state: 'off' }));
    const text = ['I couldn’t invite ', { member: mock.second_id }, `: ${problem}`];
    await tellPrivately(services, post, mock.first_id, {
      summary: 'Your invitation couldn’t be delivered.',
      tone: 'warning',
      blocks: [{ type: 'text', text }],
    });
  },
};

/** Who called it off. */
export const offPost = telling(async (_db, _mock, [by = '']) => ({
  summary: 'The mock interview is called off.',
  blocks: [{ type: 'text', text: [{ member: by }, ' can’t make it: the mock interview is called off.'] }],
}));

/** A half begins, for the member who is named. */
export const halfPost = telling(async (db, mock, [half, member]) => {
  if (mock.state !== half || (half !== 'first' && half !== 'second')) return undefined;
  const { candidate } = rolesIn(mock, half);
  if (candidate === member) return candidateCard(mock, half);
  return interviewerCard(mock, half, await currentQuestion(db, mock, candidate));
});

/** For the member who is named. A place follows when an answer was marked after the end: each such report is another message. */
export const peerReportPost = telling(async (db, mock, [member = '']) =>
  peerReportCard(mock, await peerQuestions(db, mock.workspace_id, mock.id), member),
);
