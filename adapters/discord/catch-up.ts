import { describeError } from '../../src/errors.ts';
import { asPlatformError } from './errors.ts';
import { readThread } from './read-thread.ts';
import type { Receiving } from './receive/receiving.ts';

type CatchUp = Pick<Receiving, 'core' | 'rest' | 'client' | 'guilds' | 'log' | 'inOrder' | 'signal'>;

/** After a session began: reads the threads of open drops in its guilds for what was written, done or taken back meanwhile. */
export async function catchUpShard(options: CatchUp, shard: number): Promise<void> {
  const { client, guilds } = options;
  for (const { guild, workspace } of await guilds.all()) {
    if (client.guilds.cache.get(guild)?.shardId === shard) await catchUpGuild(options, workspace);
  }
}

async function catchUpGuild({ core, rest, log, inOrder, signal }: CatchUp, workspace: string): Promise<void> {
  const warn = (error: unknown) => log.warn({ workspace, error: describeError(error) }, 'not caught up');
  try {
    for (const thread of await core.openThreads(workspace)) {
      let failure: unknown;
      // What the gateway tells of the thread while it is read is newer, and waits.
      await inOrder.run(thread.thread, 'catch-up', async () => {
        try {
          const messages = await readThread(rest, thread, signal);
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
