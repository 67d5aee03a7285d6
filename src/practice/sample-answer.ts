import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { standingAnswer } from './answers.ts';
import { sampleAnswerCard } from './drop-cards.ts';
import { rememberSampleView } from './sample-views.ts';
import { visibleDrop } from './visible-drop.ts';

/** The sample answer for one member: only after their own answer, or after the reveal. */
export async function showSampleAnswer(services: Services, actor: Actor, dropId: string): Promise<Reply> {
  const { drop, question } = await visibleDrop(services, actor, dropId);
  const isOpen =
    drop.revealed_at !== null ||
    (await standingAnswer(services.db, actor.workspace, drop.id, actor.member)) !== undefined;
  if (!isOpen) {
    throw new UserError(
      'Answer in the thread first. You can see the sample answer once you have answered, or after the reveal.',
    );
  }
  await rememberSampleView(services.db, actor.workspace, actor.member, drop.id, services.now());
  return { type: 'private', card: sampleAnswerCard(question) };
}

/** The sample answer of the channel's latest question. */
export async function showLatestSampleAnswer(services: Services, actor: Actor): Promise<Reply> {
  const latest = await services.db
    .selectFrom('drops')
    .select('id')
    .where('workspace_id', '=', actor.workspace)
    .where('channel_id', '=', actor.channel)
    .where('state', '=', 'open')
    .where('source', '!=', 'private')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!latest) {
    throw new UserError('No question has been asked here yet. Ask for one with `/interview question`.');
  }
  return showSampleAnswer(services, actor, latest.id);
}
