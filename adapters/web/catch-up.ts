import type { Core } from '../../src/chat/core.ts';
import type { Db } from '../../src/database/database.ts';
import { incoming } from './incoming.ts';
import { readThread } from './store/read-messages.ts';
import { loadVisit } from './visit.ts';

/** After a start: takes what stands in the open threads, for a crash may have come between a message and its answer. */
export async function catchUpPlayground(db: Db, core: Core, workspace: string): Promise<void> {
  const visit = await loadVisit({ db, workspace });
  for (const thread of await core.openThreads(workspace)) {
    const [, ...replies] = await readThread(db, visit, thread.channel, thread.thread);
    await core.catchUp(
      thread,
      replies.map((reply) => incoming(reply, visit)),
    );
  }
}
