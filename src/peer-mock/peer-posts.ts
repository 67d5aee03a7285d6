import type { Card } from '../chat/card.ts';
import type { Db } from '../database/database.ts';
import { tellPrivately } from '../posts/tell-privately.ts';
import type { Content, PostDefinition } from '../registry/post-kind.ts';
import { halfCard } from './half-card.ts';
import { invitationCard, peerReportCard } from './peer-cards.ts';
import { callOff, type PeerMock, peerMockById, peerQuestions } from './peer-mocks.ts';

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
  isUnasked: true,
  ...telling(async (_db, mock) => (mock.state === 'invited' ? invitationCard(mock) : undefined)),
  async unreached(services, post, problem) {
    const { workspace_id, subject: id } = post;
    const mock = await callOff(services.db, { workspace_id, id }, 'invited');
    if (!mock) return;
    const text = ['I couldn’t invite ', { member: mock.second_id }, `: ${problem}`];
    await tellPrivately(services, post, mock.first_id, {
      summary: 'Your invitation couldn’t be delivered.',
      tone: 'warning',
      blocks: [{ type: 'text', text }],
    });
  },
};

/** Who called it off, or didn't answer. */
export const offPost = telling(async (_db, _mock, [by = '', how]) => ({
  summary: 'The mock interview is called off.',
  blocks: [
    {
      type: 'text',
      text: [
        { member: by },
        how === 'lapsed'
          ? ' didn’t answer: the invitation is over.'
          : ' can’t make it: the mock interview is called off.',
      ],
    },
  ],
}));

/** A half begins, for the member who is named. */
export const halfPost: PostDefinition = {
  ...telling(async (db, mock, [half, member = '']) =>
    mock.state === half ? halfCard(db, mock, member) : undefined,
  ),
  async unreached(services, post, problem) {
    const [id = '', half, member = ''] = post.subject.split(' ');
    if (half !== 'first' && half !== 'second') return;
    const mock = await callOff(services.db, { workspace_id: post.workspace_id, id }, half);
    if (!mock) return;
    const other = mock.first_id === member ? mock.second_id : mock.first_id;
    const text = ['I couldn’t reach ', { member }, `, so the mock interview is off: ${problem}`];
    await tellPrivately(services, post, other, {
      summary: 'The mock interview is off.',
      tone: 'warning',
      blocks: [{ type: 'text', text }],
    });
  },
};

/** For the member who is named. A place follows when an answer was marked after the end: each such report is another message. */
export const peerReportPost = telling(async (db, mock, [member = '']) =>
  peerReportCard(mock, await peerQuestions(db, mock.workspace_id, mock.id), member),
);
