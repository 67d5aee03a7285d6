import { setTimeout as pause } from 'node:timers/promises';
import {
  InteractionResponseType as Callback,
  RESTJSONErrorCodes as Code,
  MessageFlags,
  type APIModalInteractionResponseCallbackData as Modal,
  type REST,
  Routes,
} from 'discord.js';
import pRetry from 'p-retry';
import { asPlatformError, codeOf } from '../errors.ts';
import type { RenderedMessage } from '../render/message.ts';
import { requestOf } from './answer-request.ts';
import type { Interaction } from './interaction.ts';

/** Discord gives three seconds for a form; what takes longer than this is acknowledged without one. */
const formPatienceMs = 1500;

const shouldRetry = ({ error }: { readonly error: unknown }) => asPlatformError(error).isPassing;
/** Within those three seconds, and within the fifteen minutes that follow. */
const patience = {
  acknowledging: { retries: 2, minTimeout: 200, shouldRetry },
  following: { retries: 3, minTimeout: 500, shouldRetry },
};

/** Another process or an earlier telling of the same has answered, or three seconds have passed. */
const tooLate: readonly unknown[] = [Code.InteractionHasAlreadyBeenAcknowledged, Code.UnknownInteraction];

/**
 * The answer to one command, click or form: acknowledged once, then filled in. All of it is for the one who asked. What Discord refuses
 * leaves it open, so that this can be said.
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export class Answering {
  readonly #rest: REST;
  readonly #interaction: Interaction;
  /** The server that an answer is about, where nothing else tells. */
  #server: string | undefined;
  #state: 'new' | 'replying' | 'updating' | 'answered' | 'over' = 'new';

  constructor(rest: REST, interaction: Interaction) {
    this.#rest = rest;
    this.#interaction = interaction;
  }

  /** From now on everything shown is about this server: what it asks for comes back with it. */
  markWith(guild: string): void {
    this.#server = guild;
  }

  /** Whether it still can be said what came of it. */
  get isOpen(): boolean {
    return this.#state !== 'answered' && !this.isOver;
  }

  /** Whether somebody else has answered, or it was too late to. */
  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** Whether a form can still be opened: only as the first answer. */
  get canOpenForm(): boolean {
    return this.#state === 'new';
  }

  /** Acknowledges, for an answer of its own. */
  async reply(): Promise<void> {
    if (this.#state !== 'new') return;
    this.#state = 'replying';
    await this.#callback(Callback.DeferredChannelMessageWithSource, { flags: MessageFlags.Ephemeral });
  }

  /** Acknowledges, for a change of the message that was clicked. */
  async update(): Promise<void> {
    if (this.#state !== 'new') return;
    this.#state = 'updating';
    await this.#callback(Callback.DeferredMessageUpdate);
  }

  /** Waits for work that may end with a form, and acknowledges when it takes long. */
  async soon<Result>(work: Promise<Result>, how: 'reply' | 'update' = 'reply'): Promise<Result> {
    const stop = new AbortController();
    const slow = pause(formPatienceMs, undefined, { signal: stop.signal }).then(
      () => this[how](),
      () => undefined,
    );
    // One that Discord refuses is made up for by what comes of the work.
    const acknowledged = slow.catch((error: unknown) => {
      if (this.isOver) throw error;
    });
    acknowledged.catch(() => undefined);
    try {
      return await work;
    } finally {
      stop.abort();
      await acknowledged;
    }
  }

  /** Shows messages: the first as the answer, the others after it. */
  async show([first, ...more]: readonly RenderedMessage[]): Promise<void> {
    if (!first) return this.dismiss();
    const before = this.#state;
    this.#state = 'answered';
    if (before === 'new') {
      await this.#callback(Callback.ChannelMessageWithSource, { ...first, flags: MessageFlags.Ephemeral });
    } else {
      try {
        await this.#webhook('patch', Routes.webhookMessage(...this.#ids), first);
      } catch (error) {
        this.#state = before;
        throw error;
      }
    }
    await this.#follow(more);
  }

  /** Says what went wrong, beside a message that was to be changed. */
  async apologise(messages: readonly RenderedMessage[]): Promise<void> {
    if (this.#state !== 'updating') return this.show(messages);
    this.#state = 'answered';
    await this.#follow(messages);
  }

  /** Changes the message that was clicked; what doesn't fit it follows. */
  async change([first, ...more]: readonly RenderedMessage[]): Promise<void> {
    if (!first || this.#state !== 'new') return this.show(first ? [first, ...more] : []);
    this.#state = 'answered';
    await this.#callback(Callback.UpdateMessage, first);
    await this.#follow(more);
  }

  async open(modal: Modal): Promise<void> {
    this.#state = 'answered';
    await this.#callback(Callback.Modal, modal);
  }

  async choose(choices: readonly { readonly name: string; readonly value: string }[]): Promise<void> {
    this.#state = 'answered';
    await this.#callback(Callback.ApplicationCommandAutocompleteResult, { choices });
  }

  /** Ends without words, since something else tells what came of it. */
  async dismiss(): Promise<void> {
    if (this.#state === 'new') return this.update();
    const wasReplying = this.#state === 'replying';
    this.#state = 'answered';
    if (wasReplying) await this.#webhook('delete', Routes.webhookMessage(...this.#ids));
  }

  async #follow(messages: readonly RenderedMessage[]): Promise<void> {
    for (const message of messages) {
      await this.#webhook('post', Routes.webhook(...this.#ids), {
        ...message,
        flags: MessageFlags.Ephemeral,
      });
    }
  }

  get #ids(): [string, string] {
    return [this.#interaction.application_id, this.#interaction.token];
  }

  async #callback(type: Callback, message?: object): Promise<void> {
    const { id, token } = this.#interaction;
    const answer = await requestOf(message, this.#server, (data) => ({ type, data }));
    try {
      await pRetry(async (attempt) => {
        try {
          await this.#rest.post(Routes.interactionCallback(id, token), answer);
        } catch (error) {
          // The attempt of which nothing was heard got through.
          if (attempt === 1 || codeOf(error) !== Code.InteractionHasAlreadyBeenAcknowledged) throw error;
        }
      }, patience.acknowledging);
    } catch (error) {
      this.#state = tooLate.includes(codeOf(error)) ? 'over' : 'new';
      throw error;
    }
  }

  async #webhook(method: 'post' | 'patch' | 'delete', route: `/${string}`, message?: object): Promise<void> {
    const request = await requestOf(message, this.#server);
    await pRetry(() => this.#rest[method](route, request), patience.following);
  }
}
