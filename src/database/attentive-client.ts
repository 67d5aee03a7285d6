import type { Socket } from 'node:net';
import pg from 'pg';
import { connectTimeoutMs } from '../base/wait-for.ts';

/** A server that lives answers each statement within this time, if only that it took too long. */
export const patience = { lockMs: 3000, statementMs: 8000, silenceMs: 10_000 } as const;

/** How long a farewell to the server may take. */
const farewellMs = 1000;

export interface AttentiveConfig extends pg.ClientConfig {
  /** How long the server may say nothing while we wait for it; `patience.silenceMs`, unless it is said. */
  readonly silenceMs?: number;
}

/**
 * A connection that ends by itself when its server falls silent: a path that swallows what is sent breaks no connection, so
 * whoever waits would wait for good. One that listens for notifications asks after each silence whether anybody is there.
 */
export class AttentiveClient extends pg.Client {
  // The library's own: false while it waits for the server, and the process of the server.
  declare readonly readyForQuery: boolean | null | undefined;
  declare readonly processID: number | null;

  constructor({ silenceMs = patience.silenceMs, ...config }: AttentiveConfig = {}) {
    super({
      keepAlive: true,
      keepAliveInitialDelayMillis: silenceMs,
      connectionTimeoutMillis: connectTimeoutMs,
      ...config,
    });
    // With TLS the connection gets another stream.
    for (const event of ['connect', 'sslconnect'])
      this.connection.on(event, () => this.#socket.setTimeout(silenceMs, () => this.#doubt()));
  }

  get #socket(): Socket {
    return this.connection.stream as Socket;
  }

  #doubt(): void {
    if (this.readyForQuery === false) this.#socket.destroy(new SilentServer());
    else if (this.listenerCount('notification') > 0) this.query('select').catch(() => undefined);
  }

  override end = ((...given: []) => {
    const farewell = setTimeout(() => this.#socket.destroy(), farewellMs).unref();
    this.once('end', () => clearTimeout(farewell));
    return super.end(...given);
  }) as pg.Client['end'];
}

class SilentServer extends Error {
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('the server says nothing');
  }
}
