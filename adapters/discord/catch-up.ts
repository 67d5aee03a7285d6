import pRetry from 'p-retry';
import { persistence } from '../../src/base/persistence.ts';
import { asPlatformError, describeFault } from './errors.ts';
import { readThread } from './read-thread.ts';
import type { Receiving } from './receive/receiving.ts';

type CatchUp = Pick<Receiving, 'core' | 'rest' | 'client' | 'guilds' | 'log' | 'inOrder' | 'signal'>;

/** After a session began: reads the threads of open drops in its guilds for what was written, done or taken back meanwhile. */
export async function catchUpShard(options: CatchUp, shard: number): Promise<void> {
  const { client, guilds, signal } = options;
  const underWay: Promise<void>[] = [];
  for (const { guild, workspace } of await pRetry(() => guilds.all(), { ...persistence, signal })) {
    const found = client.guilds.cache.get(guild);
    // One that isn't available yet is caught up when it comes.
    if (!found?.available || found.shardId !== shard) continue;
    // One after the other; but one that has to try again keeps no other waiting.
    const failed = Promise.withResolvers<void>();
    const done = catchUpGuild(options, workspace, failed.resolve);
    underWay.push(done);
    await Promise.race([done, failed.promise]);
  }
  await Promise.all(underWay);
}

/** The same for one that was unavailable when the session began, or is back after an outage. */
export async function catchUpLate(options: CatchUp, guild: string): Promise<void> {
  const { core, guilds, signal } = options;
  const reopen = async () => {
    const workspace = await guilds.find(guild);
    if (workspace !== undefined) await core.channelReopened({ workspace });
    return workspace;
  };
  const workspace = await pRetry(reopen, { ...persistence, signal });
  if (workspace !== undefined) await catchUpGuild(options, workspace);
}

/** Tries again whatever keeps it from being done for now, such as a database that starts again: nobody tells of these threads a second time. */
async function catchUpGuild(options: CatchUp, workspace: string, onFailure?: () => void): Promise<void> {
  const { log, signal } = options;
  const warn = (error: unknown) => {
    if (!signal.aborted) log.warn({ workspace, error: describeFault(error) }, 'not caught up');
  };
  await pRetry(() => readThreads(options, workspace, warn), {
    ...persistence,
    signal,
    shouldRetry: ({ error }) => asPlatformError(error).isPassing,
    onFailedAttempt: ({ error }) => {
      warn(error);
      onFailure?.();
    },
  }).catch(() => undefined);
}

/** @throws what may pass */
async function readThreads(
  { core, rest, client, inOrder, signal }: CatchUp,
  workspace: string,
  warn: (error: unknown) => void,
): Promise<void> {
  await core.workspaceFound(workspace);
  for (const thread of await core.openThreads(workspace)) {
    let failure: unknown;
    // What the gateway tells of the thread while it is read is newer, and waits.
    await inOrder.run(thread.thread, 'catch-up', async () => {
      try {
        const messages = await readThread({ rest, client }, thread, signal);
        if (messages) await core.catchUp(thread, messages);
      } catch (error) {
        failure = error;
      }
    });
    if (failure === undefined) continue;
    // A thread or channel that can't be read says nothing of the next.
    if (asPlatformError(failure).isPassing) throw failure;
    warn(failure);
  }
}
