import type { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../src/services.ts';
import { Reach } from './reach.ts';

/** Longer than opening a connection ever takes, Slack's greeting included. */
const openTimeoutMs = 10_000;

/** The sentence for an app-level token that Slack refuses, with its code. */
const appTokenRefusal = (code: string) =>
  `Slack does not accept SLACK_APP_TOKEN (${code}). Make one on the app’s page “Basic Information”, under “App-Level Tokens”, with the scope connections:write.`;

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
    refusal: appTokenRefusal,
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
