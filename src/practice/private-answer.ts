import { numeric, UserError } from '../base/errors.ts';
import type { Block, Card } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import type { Row, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { PostKind } from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { cleanText, isLongEnough, minimumWords } from './answer-text.ts';
import { type Answer, revisionOf, standingAnswer } from './answers.ts';
import { type DropWithQuestion, findDropWithQuestion } from './drops.ts';
import { showFeedbackButton } from './feedback-button.ts';
import { reviseAnswer } from './revise-answer.ts';
import { storeAnswer } from './store-answer.ts';

/** Discord's limit for a text field of a form is 4,000 characters, Slack's 3,000. */
const answerLimit = 3000;

/** Where an answer is written in a form. */
export const privateAnswerField = {
  type: 'text',
  id: 'answer',
  label: 'Your answer',
  hint: 'Only you and the coach see it.',
  multiline: true,
  maxLength: answerLimit,
} as const;

/** Opens the form for a private answer, with what was answered before. */
export async function openPrivateAnswer(services: Services, actor: Actor, dropId: string): Promise<Reply> {
  const { drop, question } = await ownPrivateDrop(services, actor, dropId);
  const standing = await standingAnswer(services.db, actor.workspace, drop.id, actor.member);
  const before = standing && (await revisionOf(services.db, standing)).text;
  return {
    type: 'form',
    form: {
      name: 'private-answer',
      subject: drop.id,
      title: 'Answer privately',
      intro: [{ label: 'Question', text: question.prompt }],
      fields: [{ ...privateAnswerField, ...(before === undefined ? {} : { initial: before }) }],
      submitLabel: 'Get feedback',
    },
  };
}

export async function submitPrivateAnswer(
  services: Services,
  actor: Actor,
  dropId: string,
  values: FormValues,
): Promise<Reply> {
  const { drop } = await ownPrivateDrop(services, actor, dropId);
  const checked = checkPrivateAnswer(values.answer ?? '');
  if ('errors' in checked) return { type: 'invalid', errors: checked.errors };
  const { text } = checked;
  const answer = await inTransaction(services, async (tx, queue) => {
    const now = services.now();
    const standing = await standingAnswer(tx, actor.workspace, drop.id, actor.member);
    if (!standing) return storePrivateAnswer(tx, queue, actor, drop, text, now);
    await keepSpot(tx, actor, standing, standing.shown_as);
    await reviseAnswer(tx, queue, standing, text, now);
    return standing;
  });
  return { type: 'private', card: storedCard(answer) };
}

/** The text of an answer that was written in a form, or what is wrong with it. */
export function checkPrivateAnswer(
  written: string,
): { readonly text: string } | { readonly errors: Readonly<Record<string, string>> } {
  const text = cleanText(written);
  if (!isLongEnough(text))
    return { errors: { answer: `Write at least ${minimumWords} words, as you would say them.` } };
  if (text.length > answerLimit) return { errors: { answer: `Shorten it to ${answerLimit} characters.` } };
  return { text };
}

/** Makes a text the member's answer to a private drop. What the coach says of it is shown by posts of the kind `shownAs`. */
export async function storePrivateAnswer(
  tx: Tx,
  queue: Wake[],
  actor: Actor,
  { id, channel_id }: Pick<Row<'drops'>, 'id' | 'channel_id'>,
  text: string,
  now: Date,
  shownAs: PostKind = 'feedback',
): Promise<Pick<Answer, 'id'> | undefined> {
  const { timeZone } = await settingsOf(tx, actor.workspace);
  const drop = { workspace_id: actor.workspace, id, channel_id, timeZone };
  const given = { drop, member: actor.member, text, at: now };
  const stored = await storeAnswer(tx, queue, given);
  if (stored) await keepSpot(tx, actor, stored, shownAs);
  return stored;
}

async function keepSpot(
  tx: Tx,
  { workspace, spot }: Actor,
  { id }: Pick<Answer, 'id'>,
  shownAs: PostKind,
): Promise<void> {
  await tx
    .updateTable('answers')
    .set({ spot: spot ?? null, shown_as: shownAs })
    .where('workspace_id', '=', workspace)
    .where('id', '=', id)
    .execute();
}

function storedCard(answer: Pick<Answer, 'id'> | undefined): Card {
  const text = 'Got it. Your feedback follows in a moment, and only you will see it.';
  const show: Block[] = answer ? [{ type: 'buttons', buttons: [showFeedbackButton(answer.id)] }] : [];
  return { summary: text, tone: 'success', blocks: [{ type: 'text', text }, ...show] };
}

async function ownPrivateDrop({ db }: Services, actor: Actor, dropId: string): Promise<DropWithQuestion> {
  const found = await findDropWithQuestion(db, actor.workspace, numeric(dropId));
  if (found?.drop.source === 'private' && found.drop.requested_by === actor.member) return found;
  throw new UserError('That’s somebody else’s practice. Start your own with `/interview question private`.');
}
