import { InteractionType, InteractionResponseType as Response } from 'discord.js';
import { isEphemeral } from './callbacks.ts';
import { type Entity, interact, resolved } from './interaction-payload.ts';
import { type SeenMessage, seen } from './message-view.ts';
import type { PendingInteraction } from './pending-interaction.ts';
import { type ModalValues, submission } from './submission.ts';
import type { World } from './world.ts';

const kinds = {
  [Response.ChannelMessageWithSource]: 'message',
  [Response.DeferredChannelMessageWithSource]: 'deferred',
  [Response.DeferredMessageUpdate]: 'deferred update',
  [Response.UpdateMessage]: 'update',
  [Response.ApplicationCommandAutocompleteResult]: 'choices',
  [Response.Modal]: 'modal',
} as const;

/** What someone sees of the answer to what they did. It changes as the bot goes on answering. */
export class Outcome {
  readonly #world: World;
  readonly #pending: PendingInteraction;

  constructor(world: World, pending: PendingInteraction) {
    this.#world = world;
    this.#pending = pending;
  }

  get id(): string {
    return this.#pending.start.id;
  }

  get token(): string {
    return this.#pending.token;
  }

  /** How the first answer came; `none` when it didn't in time. */
  get kind(): (typeof kinds)[keyof typeof kinds] | 'none' {
    const { callback } = this.#pending;
    return callback !== undefined && callback in kinds ? kinds[callback as keyof typeof kinds] : 'none';
  }

  /** The answer's message or, for an update, the one updated. None while it is deferred, or when it was deleted. */
  get message(): SeenMessage | undefined {
    const { original, isLoading } = this.#pending;
    return original && !isLoading ? seen(this.#world, original) : undefined;
  }

  /** Whether the first answer was for this person only, also while it is deferred. */
  get ephemeral(): boolean {
    const { original } = this.#pending;
    return original !== undefined && isEphemeral(original);
  }

  get followUps(): readonly SeenMessage[] {
    return this.#pending.followUps.map((message) => seen(this.#world, message));
  }

  get modal() {
    return this.#pending.modal;
  }

  get choices() {
    return this.#pending.choices;
  }

  /** Fills in the modal and sends it. */
  async submit(values: ModalValues): Promise<Outcome> {
    const { modal, start } = this.#pending;
    if (!modal) throw new Error('No modal was shown');
    const { user, channel, source } = start;
    const ids = Object.values(values).flatMap((value) => (typeof value === 'object' ? value : []));
    const data = {
      custom_id: modal.custom_id,
      components: submission(modal, values),
      ...resolved(this.#world, user.id, channel.guild_id, kindsOf(this.#world, ids)),
    };
    const next = { type: InteractionType.ModalSubmit, channel, user, source };
    return new Outcome(this.#world, await interact(this.#world, next, data));
  }
}

/** What each id is an id of; what is none is left out. */
export function kindsOf(world: World, ids: readonly string[]): readonly Entity[] {
  const isRole = (id: string) => [...world.guilds.values()].some(({ roles }) => roles.has(id));
  return ids.flatMap((id): Entity[] => {
    if (world.users.has(id)) return [{ kind: 'users', id }];
    if (world.channels.has(id)) return [{ kind: 'channels', id }];
    return isRole(id) ? [{ kind: 'roles', id }] : [];
  });
}
