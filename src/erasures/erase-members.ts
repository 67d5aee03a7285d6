import { sql } from 'kysely';
import pRetry, { type Options } from 'p-retry';
import { describeError } from '../base/errors.ts';
import { secondsLater } from '../base/time.ts';
import type { Db, Row, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Feature, Sweep } from '../registry/feature.ts';
import type { Forgotten } from '../registry/forgotten.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { platformOf } from '../workspaces/platform-of.ts';
import { forgetActor } from '../workspaces/workspaces.ts';
import { leftForDays } from './departures.ts';
import { digestOf } from './erased.ts';
import { wakeForErasures } from './wakes.ts';

type Asked = Pick<Row<'erasures'>, 'workspace_id' | 'as_id'> & { readonly member_id: string };

/** Of a message on its way to the chat nobody knows yet which it is, so it couldn't be removed. */
const patienceSeconds = 30;

/** Something of theirs was stored in the same moment, or wanted the same rows: the next attempt finds it. */
const meanwhile: Options = {
  retries: 5,
  minTimeout: 50,
  shouldRetry: ({ error }) => 'code' in error && (error.code === '23503' || error.code === '40P01'),
};

/** Forgets everybody who asked for it. One who can't be forgotten now is logged, and found again by the next sweep. */
export async function eraseMembers(services: Services, features: readonly Feature[]): Promise<void> {
  for (const asked of await pending(services.db, services.now())) {
    try {
      await pRetry(() => eraseMember(services, features, asked), meanwhile);
    } catch (error) {
      services.log.error(
        { workspace: asked.workspace_id, error: describeError(error) },
        'a member could not be forgotten',
      );
    }
  }
}

async function pending(db: Db, now: Date): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select workspace_id, as_id, member_id from erasures
    where member_id is not null and (left_at is null or left_at <= ${now}::timestamptz - make_interval(days => ${leftForDays}))
    order by asked_at limit 100`.execute(db);
  return rows;
}

/**
 * In one transaction, so that nothing ever shows half of a member. What the bot posted of them is stale then and has nothing to show, so the outbox
 * removes it. What the platform keeps of them in its own tables goes before, as long as the row still says that they are to be forgotten.
 */
async function eraseMember(services: Services, features: readonly Feature[], asked: Asked): Promise<void> {
  const { workspace_id: workspace, member_id: member, as_id: as } = asked;
  await (await platformOf(services, workspace)).forget?.(workspace, member, as);
  await inTransaction(services, async (tx, queue) => {
    const erasure = await lockErasure(tx, asked);
    const now = services.now();
    if (!erasure || (await isPosting(tx, asked, secondsLater(erasure.asked_at, patienceSeconds) > now)))
      return;
    const who = { workspace, member, as, keepsReviews: erasure.keeps_reviews, now };
    await sql`set constraints all deferred`.execute(tx);
    await addStandIn(tx, who);
    // The last of them first: what rests on answers before the answers.
    for (const feature of features.toReversed()) await feature.forget(tx, queue, who);
    await tx.deleteFrom('members').where('workspace_id', '=', workspace).where('id', '=', member).execute();
    await tx
      .updateTable('erasures')
      .set({ member_id: null, done_at: now, digest: digestOf(as, member) })
      .where('workspace_id', '=', workspace)
      .where('as_id', '=', as)
      .execute();
  });
  forgetActor(services.db, { workspace, member });
}

/** Undefined when another process has it, or has done it. */
async function lockErasure(tx: Tx, { workspace_id, as_id }: Asked) {
  return tx
    .selectFrom('erasures')
    .select(['keeps_reviews', 'asked_at'])
    .where('workspace_id', '=', workspace_id)
    .where('as_id', '=', as_id)
    .where('member_id', 'is not', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Whether to wait for feedback of theirs that is on its way. */
async function isPosting(tx: Tx, { workspace_id, member_id }: Asked, isEarly: boolean): Promise<boolean> {
  if (!isEarly) return false;
  const found = await tx
    .selectFrom('posts')
    .innerJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'posts.workspace_id')
        .on('posts.subject', '=', sql<string>`answers.id::text`),
    )
    .select('posts.id')
    .where('posts.workspace_id', '=', workspace_id)
    .where('answers.member_id', '=', member_id)
    .where('posts.kind', '=', 'feedback')
    .where('posts.state', '=', 'sending')
    .where('posts.message', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** On the boards that they were on, and on no others. */
async function addStandIn(tx: Tx, { workspace, member, as }: Forgotten): Promise<void> {
  await sql`
    insert into members (workspace_id, id, name, is_hidden)
    select ${workspace}, ${as}, 'a former member', coalesce((
      select is_hidden from members where workspace_id = ${workspace} and id = ${member}), false)`.execute(
    tx,
  );
}

export async function overdueErasures({ db }: Services, { now }: Sweep): Promise<Wake[]> {
  return (await pending(db, now)).length > 0 ? [wakeForErasures(now)] : [];
}
