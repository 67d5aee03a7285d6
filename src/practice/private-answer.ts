import { numeric, UserError } from '../base/errors.ts';
import type { Block, Card } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Services } from '../services/services.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { cleanText, isLongEnough, minimumWords } from './answer-text.ts';
import { type Answer, revisionOf, standingAnswer } from './answers.ts';
import { type DropWithQuestion, findDropWithQuestion } from './drops.ts';
import { showFeedbackButton } from './feedback-button.ts';
import { reviseAnswer } from './revise-answer.ts';
import { storeAnswer } from './store-answer.ts';

/** Discord's limit for a text field of a form is 4,000 characters, Slack's 3,000. */
const answerLimit = 3000;

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
      fields: [
        {
          type: 'text',
          id: 'answer',
          label: 'Your answer',
          hint: 'Only you and the coach see it.',
          multiline: true,
          maxLength: answerLimit,
          ...(before === undefined ? {} : { initial: before }),
        },
      ],
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
  const text = cleanText(values.answer ?? '');
  if (!isLongEnough(text)) {
    return {
      type: 'invalid',
      errors: { answer: `Write at least ${minimumWords} words, as you would say them.` },
    };
  }
  if (text.length > answerLimit) {
    return { type: 'invalid', errors: { answer: `Shorten it to ${answerLimit} characters.` } };
  }
  const answer = await inTransaction(services, async (tx, queue) => {
    const now = services.now();
    const standing = await standingAnswer(tx, actor.workspace, drop.id, actor.member);
    if (!standing) {
      const { timeZone } = await settingsOf(tx, actor.workspace);
      const given = { drop: { ...drop, timeZone }, member: actor.member, text, at: now };
      const stored = await storeAnswer(tx, queue, given);
      if (stored) await keepSpot(tx, actor, stored);
      return stored;
    }
    await keepSpot(tx, actor, standing);
    await reviseAnswer(tx, queue, standing, text, now);
    return standing;
  });
  return { type: 'private', card: storedCard(answer) };
}

async function keepSpot(tx: Tx, { workspace, spot }: Actor, { id }: Pick<Answer, 'id'>): Promise<void> {
  await tx
    .updateTable('answers')
    .set({ spot: spot ?? null })
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
