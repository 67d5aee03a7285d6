import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Payload } from './signed.ts';

type DisconnectReason = 'warning' | 'refresh_requested' | 'too_many_websockets' | 'link_disabled';

export interface SocketServer {
  /** What `apps.connections.open` answers. */
  readonly opened: { readonly status: 200; readonly body: string };
  /** How many connections were made so far. */
  connections(): number;
  /** Sends an envelope on the latest connection. Resolves with what acknowledges it. */
  deliver(body: Payload, retry?: number): Promise<Payload>;
  /** How many envelopes were acknowledged. */
  acknowledged(): number;
  /** Says that the connection ends, as Slack does before it renews one. */
  disconnect(reason: DisconnectReason): void;
  /** From now on says so right after its greeting; undefined ends that. */
  refuse(reason: DisconnectReason | undefined): void;
  /** The connections that were made so far, by when they were. */
  readonly madeAt: readonly number[];
  /** Cuts those that are open. */
  cut(): void;
  close(): Promise<void>;
}

/** Slack's end of Socket Mode. @see https://docs.slack.dev/apis/events-api/using-socket-mode */
export async function startSocketServer(): Promise<SocketServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const waiting = new Map<string, (payload: Payload) => void>();
  const opened: WebSocket[] = [];
  const madeAt: number[] = [];
  let acknowledged = 0;
  let refusal: DisconnectReason | undefined;
  const say = (message: object) => opened.at(-1)?.send(JSON.stringify(message));
  const disconnect = (reason: DisconnectReason) =>
    void say({ type: 'disconnect', reason, debug_info: { host: 'applink' } });
  server.on('connection', (connection) => {
    opened.push(connection);
    madeAt.push(performance.now());
    connection.on('error', () => undefined);
    connection.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      acknowledged += 1;
      waiting.get(envelope_id)?.(payload);
    });
    say({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0WHETSTON' } });
    if (refusal) disconnect(refusal);
  });
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const cut = () => {
    for (const connection of server.clients) connection.terminate();
  };
  return {
    opened: { status: 200, body: JSON.stringify({ ok: true, url }) },
    connections: () => opened.length,
    deliver: (payload, retry = 0) => {
      const envelope_id = randomUUID();
      const { promise, resolve } = Promise.withResolvers<Payload>();
      waiting.set(envelope_id, resolve);
      const type = typeOf(payload);
      const attempt = retry > 0 ? { retry_attempt: retry, retry_reason: 'timeout' } : {};
      say({ type, envelope_id, payload, accepts_response_payload: type !== 'events_api', ...attempt });
      return promise;
    },
    acknowledged: () => acknowledged,
    disconnect,
    refuse: (reason) => {
      refusal = reason;
    },
    madeAt,
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

function typeOf(payload: Payload): string {
  if (payload.type === 'event_callback') return 'events_api';
  return 'command' in payload ? 'slash_commands' : 'interactive';
}
