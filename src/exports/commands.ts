/** /interview data export */
import { randomUUID } from 'node:crypto';
import { UserError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import { command } from '../commands/command.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { Services } from '../services/services.ts';
import { lockMember } from '../workspaces/lock-member.ts';
import { rememberActor } from '../workspaces/workspaces.ts';

const mostPerDay = 3;

const dataExport = command({
  name: 'data export',
  who: 'anyone',
  help: 'Get a file with everything here that is yours',
  run: requestExport,
});

/** The post is what is remembered of it: when it was asked for, and whether it came. */
async function requestExport(services: Services, actor: Actor): Promise<Reply> {
  const { workspace, channel, member } = actor;
  await rememberActor(services.db, actor);
  await inTransaction(services, async (tx, queue) => {
    // One after the other, so that two at once are one.
    await lockMember(tx, actor);
    const lately = await tx
      .selectFrom('posts')
      .select('state')
      .where('workspace_id', '=', workspace)
      .where('kind', '=', 'data-export')
      .where('only_for', '=', member)
      .where('state', '!=', 'failed')
      .where('created_at', '>', minutesLater(services.now(), -1440))
      .execute();
    if (lately.some(({ state }) => state !== 'sent'))
      throw new UserError('I’m still putting your file together. It comes as a direct message.');
    if (lately.length >= mostPerDay)
      throw new UserError(`You’ve had ${mostPerDay} exports in a day. Ask for the next one tomorrow.`);
    const post = { workspace_id: workspace, channel_id: channel, only_for: member } as const;
    await requestPosts(tx, queue, [{ ...post, kind: 'data-export', subject: randomUUID() }], services.now());
  });
  return notice('I’m putting your file together. It comes as a direct message in a minute.', 'success');
}

export const exportCommands = [dataExport];
