import { numeric, UserError } from '../base/errors.ts';
import type { Card } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { ellipsis } from '../chat/cut.ts';
import { notice } from '../chat/notice.ts';
import type { Db, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { requestPosts } from '../posts/request-posts.ts';
import { type Answer, findAnswer, lockAnswer, revisionOf } from '../practice/answers.ts';
import { reinstateAnswer } from '../practice/reinstate-answer.ts';
import { setAnswerAside, withdrawAnswer } from '../practice/withdraw-answer.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';

/** Characters of the message in the question. */
const shown = 200;

/** Asks the author alone. Until that is decided the text gets nothing before everybody, and counts nowhere. */
export async function askWhetherAnswer(tx: Tx, queue: Wake[], answer: Answer, now: Date): Promise<void> {
  await setAnswerAside(tx, queue, answer, now);
  const { workspace_id, id, channel_id, member_id, drop_id } = answer;
  const { message: thread } = await tx
    .selectFrom('drops')
    .select('message')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', drop_id)
    .executeTakeFirstOrThrow();
  const post = { kind: 'is-it-an-answer', subject: id, channel_id, thread, only_for: member_id } as const;
  await requestPosts(tx, queue, [{ workspace_id, ...post }], now);
}

/** Undefined when it has been decided. */
export async function isItAnAnswerCard(
  db: Db,
  workspace: string,
  answerId: string,
): Promise<Card | undefined> {
  const answer = await findAnswer(db, workspace, answerId);
  if (answer?.state !== 'asked') return undefined;
  const revision = await revisionOf(db, answer);
  const summary = 'Is this your answer?';
  return {
    summary,
    for: answer.member_id,
    blocks: [
      {
        type: 'text',
        text: [
          { bold: summary },
          ' It doesn’t look like one, so it isn’t shown or counted until you say so.',
        ],
      },
      { type: 'quote', text: ellipsis(revision.text, shown) },
      {
        type: 'buttons',
        buttons: [
          { label: 'Yes, give me feedback', action: 'is-my-answer', value: answerId, style: 'primary' },
          { label: 'No, it’s just a message', action: 'is-no-answer', value: answerId },
        ],
      },
    ],
  };
}

export const isMyAnswer = (services: Services, actor: Actor, value: string) =>
  decide(services, actor, value, true);
export const isNoAnswer = (services: Services, actor: Actor, value: string) =>
  decide(services, actor, value, false);

async function decide(services: Services, actor: Actor, value: string, isMeant: boolean): Promise<Reply> {
  const { workspace: workspace_id } = actor;
  const id = numeric(value);
  await inTransaction(services, async (tx, queue) => {
    const answer = await lockAnswer(tx, workspace_id, id);
    if (answer?.member_id !== actor.member)
      throw new UserError('Only the author of the message can answer this.');
    if (answer.state === 'standing') return;
    if (answer.state === 'withdrawn')
      throw new UserError('That message isn’t your answer any more. “Use as my answer” makes it so.');
    const now = services.now();
    if (isMeant) await reinstateAnswer(tx, queue, answer, now);
    else await withdrawAnswer(tx, queue, answer, now);
  });
  return isMeant
    ? notice('It’s your answer now. Feedback follows in a moment.', 'success')
    : notice('OK, it’s just a message. You can still answer in the thread at any time.');
}
