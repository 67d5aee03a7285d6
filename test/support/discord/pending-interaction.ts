import { randomBytes } from 'node:crypto';
import type {
  APIApplicationCommandOptionChoice,
  APIUser,
  InteractionResponseType,
  InteractionType,
} from 'discord.js';
import type { Modal } from './modal-schema.ts';
import type { ChannelState, StoredMessage } from './world.ts';

export interface InteractionStart {
  readonly id: string;
  readonly type: InteractionType;
  readonly channel: ChannelState;
  readonly user: APIUser;
  /** That which a component is on, or a modal was opened from. */
  readonly source?: StoredMessage | undefined;
  readonly isContextMenu?: boolean;
}

/** An interaction as Discord remembers it, with what came in answer. */
export class PendingInteraction {
  readonly start: InteractionStart;
  readonly token = randomBytes(48).toString('base64url');
  state: 'waiting' | 'expired' | 'answered' = 'waiting';
  /** The 15 minutes are over. */
  isOver = false;
  callback: InteractionResponseType | undefined;
  original: StoredMessage | undefined;
  /** The answer was deferred, and nothing came since. */
  isLoading = false;
  followUps: readonly StoredMessage[] = [];
  modal: Modal | undefined;
  choices: readonly APIApplicationCommandOptionChoice[] | undefined;
  readonly #settled = Promise.withResolvers<void>();
  readonly #timer: NodeJS.Timeout;

  constructor(start: InteractionStart, deadlineMs: number) {
    this.start = start;
    this.#timer = setTimeout(() => this.expire(), deadlineMs);
  }

  /** Once it was answered, or too late. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  expire(): void {
    if (this.state === 'waiting') this.#settle('expired');
  }

  answered(callback: InteractionResponseType): void {
    this.callback = callback;
    this.#settle('answered');
  }

  #settle(state: 'expired' | 'answered'): void {
    clearTimeout(this.#timer);
    this.state = state;
    this.#settled.resolve();
  }
}
