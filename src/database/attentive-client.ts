import type { Socket } from 'node:net';
import pg from 'pg';
import { connectTimeoutMs } from '../base/wait-for.ts';

/** How long a server may say nothing while somebody waits for it, unless it is said. */
export const usualSilenceMs = 6000;

/** How long a farewell to the server may take. */
const farewellMs = 1000;

export interface AttentiveConfig extends pg.ClientConfig {
  /** How long the server may take for a statement; 0 for ever. */
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
  readonly #silence: NodeJS.Timeout | undefined;

  constructor({ silenceMs = usualSilenceMs, ...config }: AttentiveConfig = {}) {
    super({
      keepAlive: true,
      keepAliveInitialDelayMillis: silenceMs,
      connectionTimeoutMillis: connectTimeoutMs,
      ...config,
    });
    if (silenceMs > 0) this.#silence = setTimeout(() => this.#doubt(), silenceMs).unref();
    this.once('end', () => clearTimeout(this.#silence));
  }

  // The library has an overload for every kind of query; all of them are only passed on.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  override query(...given: any[]): any {
    // Also when it has gone off.
    this.#silence?.refresh();
    return (super.query as (...all: unknown[]) => unknown).apply(this, given);
  }

  #doubt(): void {
    if (this.readyForQuery === false) abandon(this);
    else if (this.listenerCount('notification') > 0) this.query('select').catch(() => undefined);
  }

  override end = ((...given: []) => {
    const farewell = setTimeout(() => socketOf(this).destroy(), farewellMs).unref();
    this.once('end', () => clearTimeout(farewell));
    return super.end(...given);
  }) as pg.Client['end'];
}

const socketOf = ({ connection }: pg.Client) => connection.stream as Socket;

/** Ends a connection without a word to the server. */
export function abandon(client: pg.Client): void {
  socketOf(client).destroy(new SilentServer());
}

export class SilentServer extends Error {
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('the server says nothing');
  }
}
