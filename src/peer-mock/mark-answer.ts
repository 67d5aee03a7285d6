import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { ellipsis } from '../chat/cut.ts';
import type { FormValues } from '../chat/form.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { cleanText } from '../practice/answer-text.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { askCandidate } from './ask-candidate.ts';
import { lockPeerMock, type PeerMock, type PeerQuestion, peerQuestions, rolesIn } from './peer-mocks.ts';
import { requestReports, showToInterviewer } from './run-peer-mock.ts';

const longest = 1500;
/** Slack's limit for an option's label. */
const labelLimit = 75;

/** Opens the form in which an interviewer notes what they heard. `value` is `mock:place`. */
export async function openMark(services: Services, actor: Actor, value: string): Promise<Reply> {
  const { question } = await inTransaction(services, async (tx) => asked(tx, actor, value));
  return {
    type: 'form',
    form: {
      name: 'peer-mark',
      subject: value,
      title: 'Mark the answer',
      intro: [
        { label: 'Question', text: question.prompt },
        { label: 'Key points', text: question.key_points.map(({ text }) => `• ${text}`).join('\n') },
      ],
      fields: [
        {
          type: 'multi-select',
          id: 'made',
          label: 'What you heard',
          optional: true,
          // By number: an id may be longer than a menu takes.
          options: question.key_points.map(({ text }, index) => ({
            value: String(index + 1),
            label: ellipsis(text, labelLimit),
          })),
          initial: [],
        },
        {
          type: 'text',
          id: 'comment',
          label: 'Comment',
          hint: 'What was good, and the one thing to work on. They read it in the report.',
          multiline: true,
          optional: true,
          maxLength: longest,
        },
      ],
      submitLabel: 'Save',
    },
  };
}

/** Keeps what the interviewer heard, also after the roles have swapped or the time is over, and gives them the next question. */
export async function submitMark(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  const comment = cleanText(values.comment ?? '');
  if (comment.length > longest)
    return {
      type: 'invalid',
      errors: { comment: `Shorten it to ${longest.toLocaleString('en')} characters.` },
    };
  const chosen = (values.made ?? '').split(',');
  const mock = await inTransaction(services, async (tx, queue) => {
    const { mock: found, question, ...current } = await asked(tx, actor, subject);
    const made = question.key_points.flatMap(({ id }, index) =>
      chosen.includes(String(index + 1)) ? id : [],
    );
    await change(tx, found, current, { state: 'marked', made, comment });
    if (current.state === 'asked') await goOn(tx, queue, found, current, services.now());
    if (found.state === 'done') await requestReports(tx, queue, found, services.now(), current.place);
    return found;
  });
  return showToInterviewer(services, mock, actor);
}

/** The interviewer would rather ask something else. */
export async function skipQuestion(services: Services, actor: Actor, value: string): Promise<Reply> {
  const mock = await inTransaction(services, async (tx, queue) => {
    const { mock: found, ...current } = await asked(tx, actor, value);
    if (current.state !== 'asked') return found;
    await change(tx, found, current, { state: 'skipped' });
    await goOn(tx, queue, found, current, services.now());
    return found;
  });
  return showToInterviewer(services, mock, actor);
}

/** While the same half lasts there is a next question, unless none is left. */
async function goOn(
  tx: Tx,
  queue: Wake[],
  mock: PeerMock,
  { candidate_id }: Pick<PeerQuestion, 'candidate_id'>,
  now: Date,
): Promise<void> {
  const { state } = mock;
  if (state !== 'first' && state !== 'second') return;
  if (rolesIn(mock, state).candidate === candidate_id) await askCandidate(tx, queue, mock, state, now);
}

async function change(
  tx: Tx,
  { workspace_id, id }: PeerMock,
  { place }: Pick<PeerQuestion, 'place'>,
  to: Partial<Pick<PeerQuestion, 'state' | 'made' | 'comment'>>,
): Promise<void> {
  await tx
    .updateTable('peer_questions')
    .set(to)
    .where('workspace_id', '=', workspace_id)
    .where('peer_mock_id', '=', id)
    .where('place', '=', place)
    .execute();
}

/** A question with its mock, for its interviewer alone. */
async function asked(
  tx: Tx,
  actor: Actor,
  value: string,
): Promise<PeerQuestion & { readonly mock: PeerMock }> {
  const [id = '', place] = value.split(':');
  const mock = await lockPeerMock(tx, actor, id);
  const found = (await peerQuestions(tx, actor.workspace, mock.id)).find(
    (one) => String(one.place) === place,
  );
  if (!found || found.candidate_id === actor.member)
    throw new UserError('Only the interviewer marks the answers. Your report comes at the end.');
  return { ...found, mock };
}
