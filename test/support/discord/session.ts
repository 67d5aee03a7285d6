import { randomBytes } from 'node:crypto';
import { GatewayOpcodes } from 'discord.js';
import { WebSocket } from 'ws';

export interface Dispatch {
  readonly op: GatewayOpcodes.Dispatch;
  readonly t: string;
  readonly s: number;
  readonly d: unknown;
}

/** What one shard was told, so that it can be told again where it resumes. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  socket: WebSocket | undefined;
  readonly #dispatched: Dispatch[] = [];
  #sent = 0;

  constructor(intents: number, shard: readonly [number, number], socket: WebSocket) {
    this.intents = intents;
    this.shard = shard;
    this.socket = socket;
  }

  concerns(guildId: string | undefined): boolean {
    const [id, count] = this.shard;
    return id === (guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)));
  }

  record(t: string, d: unknown): void {
    const s = this.#dispatched.length + 1;
    this.#dispatched.push({ op: GatewayOpcodes.Dispatch, t, s, d: structuredClone(d) });
  }

  /** Sends what was recorded and not sent yet. */
  flush(): void {
    for (const dispatch of this.#dispatched.slice(this.#sent)) this.say(dispatch);
    this.#sent = this.#dispatched.length;
  }

  replayAfter(seq: number): void {
    this.#sent = seq;
    this.flush();
  }

  latest(event: string): Dispatch | undefined {
    return this.#dispatched.findLast(({ t }) => t === event);
  }

  say(payload: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(payload));
  }
}
