import type { SocketModeReceiver } from '@slack/bolt';
import { Reach } from '../../src/reach.ts';
import type { Log } from '../../src/services.ts';
import { judge } from './reason.ts';

/** Longer than opening a connection ever takes, Slack's greeting included. */
const openTimeoutMs = 10_000;

/** What to do about an app-level token that Slack refuses. */
export const mendAppToken =
  'Make one on the app’s page “Basic Information”, under “App-Level Tokens”, with the scope connections:write, and set SLACK_APP_TOKEN to it.';

/**
 * Keeps Socket Mode's connection open. The library could reconnect by itself, but then a token that is taken back
 * would end the process, and a shutdown would wait for it.
 */
export function reachSocket(
  { client }: SocketModeReceiver,
  start: () => Promise<unknown>,
  log: Log,
  signal: AbortSignal,
): Reach {
  let isOpen = false;
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
      try {
        await start();
        isOpen = true;
      } finally {
        enough.removeEventListener('abort', disconnect);
      }
    },
    refusal: (code) => `Slack does not accept SLACK_APP_TOKEN (${code}). ${mendAppToken}`,
    log,
    signal,
  });
  client.on('disconnected', () => {
    if (!isOpen || signal.aborted) return;
    isOpen = false;
    reach.begin();
  });
  return reach;
}
