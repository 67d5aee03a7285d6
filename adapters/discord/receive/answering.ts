import { setTimeout as pause } from 'node:timers/promises';
import {
  InteractionResponseType as Callback,
  MessageFlags,
  type APIModalInteractionResponseCallbackData as Modal,
  type REST,
  Routes,
} from 'discord.js';
import type { RenderedMessage } from '../render/message.ts';
import type { Interaction } from './interaction.ts';

/** Discord gives three seconds for a form; what takes longer than this is acknowledged without one. */
const formPatienceMs = 1500;

/**
 * The answer to one command, click or form: acknowledged once, then filled in. All of it is for the one who asked.
 * @see https://docs.discord.com/developers/interactions/receiving-and-responding
 */
export class Answering {
  readonly #rest: REST;
  readonly #interaction: Interaction;
  #state: 'new' | 'replying' | 'updating' | 'answered' = 'new';

  constructor(rest: REST, interaction: Interaction) {
    this.#rest = rest;
    this.#interaction = interaction;
  }

  /** Whether it still can be said what came of it. */
  get isOpen(): boolean {
    return this.#state !== 'answered';
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
    // When it fails before the work is done, that is told after it.
    slow.catch(() => undefined);
    try {
      return await work;
    } finally {
      stop.abort();
      await slow;
    }
  }

  /** Shows messages: the first as the answer, the others after it. */
  async show([first, ...more]: readonly RenderedMessage[]): Promise<void> {
    if (!first) return this.dismiss();
    if (this.#state === 'new') {
      this.#state = 'answered';
      await this.#callback(Callback.ChannelMessageWithSource, { ...first, flags: MessageFlags.Ephemeral });
    } else {
      this.#state = 'answered';
      await this.#webhook('patch', Routes.webhookMessage(...this.#ids), first);
    }
    await this.#follow(more);
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

  /** Ends without words. */
  async dismiss(): Promise<void> {
    if (this.#state === 'new') return this.update();
    if (this.#state === 'replying') await this.#webhook('delete', Routes.webhookMessage(...this.#ids));
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

  async #callback(type: Callback, data?: object): Promise<void> {
    const { id, token } = this.#interaction;
    try {
      await this.#rest.post(Routes.interactionCallback(id, token), { auth: false, body: { type, data } });
    } catch (error) {
      // Nothing can be said after it; where another process, or the first telling, was faster, the answer is theirs.
      this.#state = 'answered';
      throw error;
    }
  }

  async #webhook(method: 'post' | 'patch' | 'delete', route: `/${string}`, body?: object): Promise<void> {
    await this.#rest[method](route, { auth: false, ...(body ? { body } : {}) });
  }
}
