import type { Card } from '../chat/card.ts';
import { tellPrivately } from '../posts/tell-privately.ts';
import type { ClaimedPost } from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';

/** A question that nobody saw is taken back, or missed if it was scheduled; whoever asked for it hears why. */
export async function giveUpDrop(services: Services, post: ClaimedPost, problem: string): Promise<void> {
  const member = await whoAsked(services, post);
  if (member) await tellPrivately(services, post, member, undeliveredQuestion(problem));
  await takeBack(services, post);
}

/** A question that comes later than whoever asked for it expects: they hear when. */
export async function tellOfDelay(
  services: Services,
  post: ClaimedPost,
  seconds: number,
  problem: string,
): Promise<void> {
  const member = await whoAsked(services, post);
  if (!member) return;
  const text = `Your question will be posted in about ${Math.ceil(seconds)} seconds. ${problem}`;
  await tellPrivately(services, post, member, { summary: text, blocks: [{ type: 'text', text }] });
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
