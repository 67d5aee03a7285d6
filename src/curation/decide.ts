import { record } from '../audit/record.ts';
import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Question } from '../domain/question.ts';
import { requestPosts } from '../posts/request-posts.ts';
import { cleanText } from '../practice/answer-text.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { requireCurator } from './curators.ts';
import { storeOwnQuestion } from './own-questions.ts';
import { suggestionQueueCard } from './suggestion-queue.ts';
import { findSuggestion, lockSuggestion, type Suggestion } from './suggestions.ts';

const reasonLimit = 500;

/** Makes a suggestion one of the workspace's questions, and shows what waits next. */
export async function approveSuggestion(services: Services, actor: Actor, id: string): Promise<Reply> {
  await requireCurator(services.db, actor);
  const question = await inTransaction(services, async (tx, queue) => {
    const suggestion = requireWaiting(await lockSuggestion(tx, actor.workspace, id));
    const [track = ''] = suggestion.content.id.split('/');
    const question: Question = { ...suggestion.content, id: `${track}/our-${suggestion.id}` };
    const now = services.now();
    await storeOwnQuestion(tx, actor.workspace, question, now);
    const became = { question_owner: actor.workspace, question_id: question.id };
    await decide(tx, queue, suggestion, { state: 'approved', ...became }, actor, now);
    return question;
  });
  const card = await suggestionQueueCard(services, actor, `${question.id} can be asked from now on.`);
  return { type: 'private', card };
}

/** Opens the form for the reason. */
export async function openDecline(services: Services, actor: Actor, id: string): Promise<Reply> {
  await requireCurator(services.db, actor);
  const { id: subject, content } = requireWaiting(await findSuggestion(services.db, actor.workspace, id));
  return {
    type: 'form',
    form: {
      name: 'decline',
      subject,
      title: 'Decline suggestion',
      intro: [{ label: 'Question', text: content.prompt }],
      fields: [
        {
          type: 'text',
          id: 'reason',
          label: 'Why',
          hint: 'The member who suggested it will see this.',
          multiline: true,
          optional: true,
          maxLength: reasonLimit,
        },
      ],
      submitLabel: 'Decline',
    },
  };
}

export async function submitDecline(
  services: Services,
  actor: Actor,
  id: string,
  values: FormValues,
): Promise<Reply> {
  await requireCurator(services.db, actor);
  const reason = cleanText(values.reason ?? '');
  if (reason.length > reasonLimit)
    return { type: 'invalid', errors: { reason: `Shorten it to ${reasonLimit} characters.` } };
  await inTransaction(services, async (tx, queue) => {
    const suggestion = requireWaiting(await lockSuggestion(tx, actor.workspace, id));
    await decide(tx, queue, suggestion, { state: 'declined', reason }, actor, services.now());
  });
  return notice('Declined. The member is told.', 'success');
}

async function decide(
  tx: Tx,
  queue: Wake[],
  { workspace_id, id, channel_id, member_id }: Suggestion,
  decision: Partial<Pick<Suggestion, 'state' | 'reason' | 'question_owner' | 'question_id'>>,
  { member }: Actor,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('suggestions')
    .set({ ...decision, decided_by: member, decided_at: now })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
  const question = decision.question_id ?? `suggestion ${id}`;
  const change = decision.state === 'approved' ? 'approved' : 'declined';
  await record(tx, { workspace: workspace_id, member }, { deed: 'question', question, change }, now);
  // Whoever decides on their own suggestion knows already.
  if (member_id === member) return;
  const post = { workspace_id, kind: 'suggestion', subject: id, channel_id, only_for: member_id } as const;
  await requestPosts(tx, queue, [post], now);
}

/** @throws UserError when there is nothing to decide any more. */
export function requireWaiting(suggestion: Suggestion | undefined): Suggestion {
  if (suggestion?.state === 'waiting') return suggestion;
  throw new UserError(
    suggestion
      ? `That suggestion was already ${suggestion.state}. \`/interview bank suggestions\` shows what’s waiting.`
      : 'There is no such suggestion here. `/interview bank suggestions` shows what’s waiting.',
  );
}
