import type { Card } from '../chat/card.ts';
import { PlatformError } from '../chat/platform.ts';
import { whisperPatiently } from '../chat/whisper-patiently.ts';
import { describeError } from '../errors.ts';
import { showFeedbackButton } from '../feedback/show-feedback.ts';
import { findAnswer } from '../practice/answers.ts';
import type { Services } from '../services.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import type { ClaimedPost } from './claim-post.ts';

/**
 * A message that never came is given up: whoever waits for it hears why. A question that nobody saw is taken back, or
 * missed if it was scheduled.
 */
export async function tellWhoWaits(services: Services, post: ClaimedPost, problem: string): Promise<void> {
  if (post.message !== null || post.only_for !== null) return;
  if (post.kind === 'drop') {
    const member = await whoAsked(services, post);
    if (member) await tell(services, post, member, undeliveredQuestion(problem));
    await takeBack(services, post);
  }
  if (post.kind === 'feedback') {
    const answer = await findAnswer(services.db, post.workspace_id, post.subject);
    if (answer?.state === 'standing')
      await tell(services, post, answer.member_id, undeliveredFeedback(answer.id, problem));
  }
}

/** Nobody waits so long without a word. */
const silentSeconds = 5;

/** A question that comes later than whoever asked for it expects: they hear when. */
export async function tellOfDelay(
  services: Services,
  post: ClaimedPost,
  seconds: number,
  problem: string,
): Promise<void> {
  if (post.kind !== 'drop' || post.message !== null || post.attempts > 1 || seconds <= silentSeconds) return;
  const member = await whoAsked(services, post);
  if (!member) return;
  const text = `Your question will be posted in about ${Math.ceil(seconds)} seconds. ${problem}`;
  await tell(services, post, member, { summary: text, blocks: [{ type: 'text', text }] });
}

/** Who waits for a question that was asked for. */
async function whoAsked({ db }: Services, post: ClaimedPost): Promise<string | null | undefined> {
  const drop = await db
    .selectFrom('drops')
    .select('requested_by')
    .where('workspace_id', '=', post.workspace_id)
    .where('id', '=', post.subject)
    .where('source', '=', 'request')
    .where('state', '=', 'due')
    .executeTakeFirst();
  return drop?.requested_by;
}

async function takeBack({ db }: Services, { workspace_id, id, subject }: ClaimedPost): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('drops')
      .set({ state: 'missed' })
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', subject)
      .where('source', '=', 'schedule')
      .where('state', '=', 'due')
      .execute();
    const { numDeletedRows } = await tx
      .deleteFrom('drops')
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', subject)
      .where('source', '=', 'request')
      .where('state', '=', 'due')
      .executeTakeFirst();
    if (numDeletedRows > 0n)
      await tx.deleteFrom('posts').where('workspace_id', '=', workspace_id).where('id', '=', id).execute();
  });
}

function undeliveredQuestion(problem: string): Card {
  const summary = 'Your question couldn’t be posted.';
  return {
    summary,
    tone: 'warning',
    blocks: [{ type: 'text', text: [{ bold: summary }, ' ', problem] }],
  };
}

function undeliveredFeedback(answer: string, problem: string): Card {
  const summary = 'Your feedback couldn’t be posted in the thread.';
  return {
    summary,
    tone: 'warning',
    blocks: [
      { type: 'text', text: [{ bold: summary }, ' ', problem] },
      { type: 'buttons', buttons: [showFeedbackButton(answer)] },
    ],
  };
}

async function tell(
  services: Services,
  { workspace_id: workspace, channel_id: channel, thread }: ClaimedPost,
  member: string,
  card: Card,
): Promise<void> {
  try {
    const platform = await platformOf(services, workspace);
    const place = { workspace, channel, ...(thread === null ? {} : { thread }) };
    await whisperPatiently(platform, place, member, card);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    services.log.warn({ workspace, error: describeError(error) }, 'a member could not be told');
  }
}
