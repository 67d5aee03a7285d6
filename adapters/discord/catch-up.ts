import { asPlatformError, describeFault } from './errors.ts';
import { readThread } from './read-thread.ts';
import type { Receiving } from './receive/receiving.ts';

type CatchUp = Pick<Receiving, 'core' | 'rest' | 'client' | 'guilds' | 'log' | 'inOrder' | 'signal'>;

/** After a session began: reads the threads of open drops in its guilds for what was written, done or taken back meanwhile. */
export async function catchUpShard(options: CatchUp, shard: number): Promise<void> {
  const { client, guilds } = options;
  for (const { guild, workspace } of await guilds.all()) {
    const found = client.guilds.cache.get(guild);
    // One that isn't available yet is caught up when it comes.
    if (found?.available && found.shardId === shard) await catchUpGuild(options, workspace);
  }
}

/** The same for one that was unavailable when the session began, or is back after an outage. */
export async function catchUpLate(options: CatchUp, guild: string): Promise<void> {
  const workspace = await options.guilds.find(guild);
  if (workspace === undefined) return;
  await options.core.channelReopened({ workspace });
  await catchUpGuild(options, workspace);
}

async function catchUpGuild(
  { core, rest, client, log, inOrder, signal }: CatchUp,
  workspace: string,
): Promise<void> {
  const warn = (error: unknown) => log.warn({ workspace, error: describeFault(error) }, 'not caught up');
  try {
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
  } catch (error) {
    if (!signal.aborted) warn(error);
  }
}
