import type { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../src/base/log.ts';
import { Reach } from '../../src/base/reach.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { judge } from './reason.ts';

/** Longer than opening a connection ever takes, Slack's greeting included. */
const openTimeoutMs = 10_000;

/** What to do about an app-level token that Slack refuses. */
export const mendAppToken =
  'Create one on the app’s “Basic Information” page, under “App-Level Tokens”, with the scope connections:write, and set SLACK_APP_TOKEN to it.';

/** What can be done about a connection that Slack ends. @see https://docs.slack.dev/apis/events-api/using-socket-mode */
const sentences: Readonly<Record<string, string>> = {
  too_many_websockets:
    'Slack allows an app ten connections. Is another Whetstone running with the same SLACK_APP_TOKEN?',
  link_disabled: 'Socket Mode is off. Turn it on at api.slack.com/apps, on the app’s “Socket Mode” page.',
};

const disconnectSchema = z.object({ type: z.literal('disconnect'), reason: z.string().regex(/^\w{1,60}$/) });

export interface SocketReach {
  readonly reach: Reach;
  /** How long Slack had said nothing when the connection was made, by the wall's clock; for ever, at first. */
  readonly silenceMs: () => number;
}

/**
 * Keeps Socket Mode's connection open. The library could reconnect by itself, but then a token that is taken back
 * would end the process, and a shutdown would wait for it.
 */
export function reachSocket(
  { client }: SocketModeReceiver,
  start: () => Promise<unknown>,
  log: Log,
  signal: AbortSignal,
): SocketReach {
  let [isOpen, isReached] = [false, false];
  let reason = 'cut';
  let heardAt = Number.NEGATIVE_INFINITY;
  let silenceMs = Number.POSITIVE_INFINITY;
  const disconnect = () => {
    client.disconnect();
    // Again: a peer that doesn't answer the first has 30 s.
    client.disconnect();
  };
  const reach = new Reach({
    service: 'Slack',
    judge,
    attempt: async () => {
      const enough = AbortSignal.any([signal, AbortSignal.timeout(openTimeoutMs)]);
      enough.addEventListener('abort', disconnect);
      reason = 'cut';
      try {
        await start();
      } finally {
        enough.removeEventListener('abort', disconnect);
      }
      if (!isOpen) throw new PlatformError('temporary', 'The connection ended at once.', { code: reason });
      isReached = true;
    },
    refusal: (code) => `Slack rejects SLACK_APP_TOKEN (${code}). ${mendAppToken}`,
    log,
    signal,
  });
  client.on('connected', () => {
    isOpen = true;
    silenceMs = performance.now() - heardAt;
  });
  client.on('disconnected', () => {
    isOpen = false;
    if (!isReached || signal.aborted) return;
    isReached = false;
    reach.lose(reason, sentences[reason]);
  });
  client.on('ws_message', (data: unknown) => {
    reason = reasonIn(data) ?? reason;
    heardAt = performance.now();
  });
  return { reach, silenceMs: () => silenceMs };
}

/** Slack says why it ends a connection before it does. */
function reasonIn(data: unknown): string | undefined {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined;
  return disconnectSchema.safeParse(JSON.parse(data)).data?.reason;
}
