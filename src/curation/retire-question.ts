import { record } from '../audit/record.ts';
import { UserError } from '../base/errors.ts';
import type { Card } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { questionsOf } from '../questions/questions-of.ts';
import type { Services } from '../services/services.ts';
import { requireCurator } from './curators.ts';

/** A question isn't asked in this workspace any more; what was asked stays. */
export async function retireQuestion(services: Services, actor: Actor, id: string): Promise<Reply> {
  const question = await curatedQuestion(services, actor, id);
  await services.db.transaction().execute(async (tx) => {
    const retired_at = services.now();
    const { numInsertedOrUpdatedRows: count } = await tx
      .insertInto('retirements')
      .values({
        workspace_id: actor.workspace,
        question_owner: question.owner,
        question_id: question.id,
        retired_by: actor.member,
        retired_at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (count) await record(tx, actor, { deed: 'question', question: id, change: 'retired' }, retired_at);
  });
  const text = `${question.id} is retired and won’t be asked here any more. Earlier answers stay.`;
  return {
    type: 'private',
    card: doneCard(text, { label: 'Restore', action: 'restore-question', value: id }),
  };
}

/** Takes that back. */
export async function restoreQuestion(services: Services, actor: Actor, id: string): Promise<Reply> {
  const question = await curatedQuestion(services, actor, id);
  await services.db.transaction().execute(async (tx) => {
    const { numDeletedRows: count } = await tx
      .deleteFrom('retirements')
      .where('workspace_id', '=', actor.workspace)
      .where('question_owner', '=', question.owner)
      .where('question_id', '=', question.id)
      .executeTakeFirstOrThrow();
    if (count)
      await record(tx, actor, { deed: 'question', question: id, change: 'restored' }, services.now());
  });
  const text = `${question.id} can be asked here again.`;
  return { type: 'private', card: doneCard(text, { label: 'Retire', action: 'retire-question', value: id }) };
}

async function curatedQuestion({ db }: Services, actor: Actor, id: string) {
  await requireCurator(db, actor);
  const question = await questionsOf(db, actor.workspace)
    .select(['questions.owner', 'questions.id'])
    .where('questions.id', '=', id)
    .orderBy('questions.owner', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (question) return question;
  throw new UserError(`There is no question “${id}”. \`/interview bank search\` finds them.`);
}

function doneCard(
  text: string,
  back: {
    readonly label: string;
    readonly action: 'restore-question' | 'retire-question';
    readonly value: string;
  },
): Card {
  return {
    summary: text,
    tone: 'success',
    blocks: [
      { type: 'text', text },
      { type: 'buttons', buttons: [back] },
    ],
  };
}
