import { requirePosting } from '../channels/join-channel.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { Row } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { chooseQuestion, currentRevision, noneMatches } from '../questions/choose-question.ts';
import type { QuestionFilter } from '../questions/select-questions.ts';
import type { Services } from '../services/services.ts';
import { createDrops } from './create-drops.ts';
import { privateDropCard } from './drop-cards.ts';
import { dropOnRequest } from './drop-on-request.ts';
import { dropWithQuestion } from './drops.ts';
import { openPrivateAnswer } from './private-answer.ts';
import { visibleDrop } from './visible-drop.ts';

/** Drops a question into the channel, which is joined first where that is needed. */
export async function askQuestion(
  services: Services,
  { workspace, channel, member: requestedBy }: Actor,
  wanted: string | QuestionFilter,
): Promise<Reply> {
  await requirePosting(services, { workspace, channel });
  const request = { workspace, channel, requestedBy };
  if (typeof wanted === 'string') {
    const question = await currentRevision(services.db, workspace, wanted);
    await dropOnRequest(services, { ...request, question });
  } else {
    const isAsked = await dropOnRequest(services, { ...request, filter: wanted });
    if (!isAsked) throw noneMatches(wanted);
  }
  return { type: 'nothing' };
}

/** Shows a question to the member alone. */
export async function askPrivately(
  services: Services,
  actor: Actor,
  wanted: string | QuestionFilter,
): Promise<Reply> {
  const drop = await dropPrivately(services, actor, wanted);
  const { question, trackTitle } = await dropWithQuestion(services.db, actor.workspace, drop.id);
  return { type: 'private', card: privateDropCard(drop, question, trackTitle) };
}

/** Opens the form for a private answer to the question of a drop, which the member sees already. */
export async function practisePrivately(services: Services, actor: Actor, dropId: string): Promise<Reply> {
  const { question } = await visibleDrop(services, actor, dropId);
  const drop = await dropPrivately(services, actor, question.id);
  return openPrivateAnswer(services, actor, drop.id);
}

async function dropPrivately(
  services: Services,
  { workspace, channel, member }: Actor,
  wanted: string | QuestionFilter,
): Promise<Pick<Row<'drops'>, 'id'>> {
  const [drop] = await inTransaction(services, async (tx, queue) => {
    const question = await chooseQuestion(tx, workspace, { privateTo: member }, wanted, services.now());
    const request = {
      workspace,
      channel,
      source: 'private',
      requestedBy: member,
      revealAfterMinutes: 1,
      question,
    } as const;
    return createDrops(tx, queue, [request], services.now());
  });
  if (!drop) throw new Error('a private drop has no slot to collide with');
  return drop;
}
