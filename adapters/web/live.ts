import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '../../src/base/log.ts';
import { AttentiveClient } from '../../src/database/attentive-client.ts';

export const changesChannel = 'web_messages';

const changeSchema = z.object({ workspace: z.string(), channel: z.string() });
/** Where something changed. A wake-up only: what changed is read from the database. */
export type Change = z.infer<typeof changeSchema>;

export interface Live {
  /** Calls `wake` after every change in the workspace, and after a gap in which changes may have been missed. */
  subscribe(workspace: string, wake: () => void): () => void;
  /** Aborted when the process shuts down: open streams end. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

const longestPauseMs = 10_000;

/** Whoever looks at a page waits for what changes. */
const silenceMs = 5000;

/** Listens with one connection of its own, which reconnects with backoff when it breaks. */
export async function createLive(connectionString: string, log: Log): Promise<Live> {
  const wakes = new EventEmitter().setMaxListeners(0);
  const closing = new AbortController();
  let client = await listen();
  let reconnecting = Promise.resolve();

  async function listen(): Promise<AttentiveClient> {
    const fresh = new AttentiveClient({ connectionString, application_name: 'whetstone live', silenceMs });
    // Without a listener an error would end the process; the 'end' that follows it is what counts.
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload = '' }) =>
      wakes.emit(changeSchema.parse(JSON.parse(payload)).workspace),
    );
    try {
      await fresh.connect();
      await fresh.query(`listen ${changesChannel}`);
    } catch (error) {
      await fresh.end();
      throw error;
    }
    fresh.on('end', () => {
      reconnecting = reconnect();
    });
    return fresh;
  }

  async function reconnect(): Promise<void> {
    for (let pauseMs = 100; !closing.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        client = await listen();
        for (const name of wakes.eventNames()) wakes.emit(name);
        return;
      } catch {
        log.warn({ pauseMs }, 'live updates have lost the database, trying again');
        await wait(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  }

  return {
    closing: closing.signal,
    subscribe(workspace, wake) {
      wakes.on(workspace, wake);
      return () => wakes.off(workspace, wake);
    },
    async close() {
      closing.abort();
      await reconnecting;
      await client.end();
    },
  };
}
