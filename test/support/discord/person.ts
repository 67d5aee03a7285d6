import { type APIEmoji, type APIUser, ChannelType } from 'discord.js';
import { parsed } from './form-errors.ts';
import { createPost } from './forums.ts';
import { choose, invoke, openMenu, press } from './interacting.ts';
import type { OptionValues } from './invocation.ts';
import { channelOf, idOf, isForum, isThread, type Ref } from './lookup.ts';
import { messageSchema } from './message-schema.ts';
import { announce, type SeenMessage, seen } from './message-view.ts';
import { edit, remove } from './messages.ts';
import type { Outcome } from './outcome.ts';
import { post } from './posting.ts';
import { problem } from './problem.ts';
import { clearReactions, react, unreact } from './reactions.ts';
import { changeThread, createThread, joinThread, leaveThread, type ThreadChange } from './threads.ts';
import type { ChannelState, StoredMessage, ThreadState, World } from './world.ts';

/** What someone does in Discord's client. A channel may be a thread or the direct messages with the bot. */
export class Person {
  readonly #world: World;
  readonly user: APIUser;

  constructor(world: World, user: APIUser) {
    this.#world = world;
    this.user = user;
  }

  /** Mentions are written as they are sent: `<@id>`. */
  write(channel: Ref, content: string, { replyTo, ...more }: Writing = {}): SeenMessage {
    const reference = replyTo === undefined ? {} : { message_reference: { message_id: idOf(replyTo) } };
    const mentions =
      more.pingReplied === false ? { parse: ['users', 'roles', 'everyone'], replied_user: false } : null;
    const body = parsed(messageSchema, {
      content,
      ...reference,
      allowed_mentions: mentions,
      embeds: more.embeds,
    });
    return seen(this.#world, post(this.#world, this.user, this.#channel(channel), body, more.uploads));
  }

  edit(message: Ref, content: string): SeenMessage {
    const { channel, stored } = this.#find(message);
    if (stored.body.author.id !== this.user.id) throw problem('editedByOther');
    return seen(this.#world, edit(this.#world, channel, stored, parsed(messageSchema, { content })));
  }

  delete(...messages: readonly [Ref, ...Ref[]]): void {
    const { channel } = this.#find(messages[0]);
    remove(this.#world, channel, messages.map(idOf));
  }

  react(message: Ref, emoji: string | APIEmoji): void {
    const { channel, stored } = this.#find(message);
    react(this.#world, this.user.id, channel, stored, nameOf(emoji));
  }

  /** As who has Nitro does. */
  superReact(message: Ref, emoji: string | APIEmoji): void {
    const { channel, stored } = this.#find(message);
    react(this.#world, this.user.id, channel, stored, nameOf(emoji), 'bursts');
  }

  /** Puts a message at the top: it changes, and nobody edited it. */
  pin(message: Ref): void {
    const { channel, stored } = this.#find(message);
    stored.body = { ...stored.body, pinned: true };
    announce(this.#world, 'MESSAGE_UPDATE', channel, stored);
  }

  unreact(message: Ref, emoji: string | APIEmoji): void {
    const { channel, stored } = this.#find(message);
    unreact(this.#world, this.user.id, channel, stored, nameOf(emoji));
  }

  /** All, or all with one emoji. */
  clearReactions(message: Ref, emoji?: string | APIEmoji): void {
    const { channel, stored } = this.#find(message);
    clearReactions(this.#world, channel, stored, emoji === undefined ? undefined : nameOf(emoji));
  }

  /** In a forum, a post; otherwise a thread of its own or, with a message's id as the start, hanging on that one. */
  startThread(
    where: Ref,
    name: string,
    content?: string,
    kind: 'public' | 'private' = 'public',
  ): ThreadState {
    const message = this.#world.messages.get(idOf(where));
    const parent = this.#channel(message?.body.channel_id ?? where);
    const body = { name, type: kind === 'public' ? ChannelType.PublicThread : ChannelType.PrivateThread };
    if (isForum(parent)) {
      const first = { ...body, message: { content: content ?? name } };
      return createPost(this.#world, this.user, parent, first).thread;
    }
    const thread = createThread(this.#world, this.user.id, parent, body, message);
    if (content !== undefined) this.write(thread, content);
    return thread;
  }

  /** Archives, locks, renames a thread, or the reverse. */
  changeThread(thread: Ref, change: ThreadChange): void {
    changeThread(this.#world, this.#thread(thread), change);
  }

  joinThread(thread: Ref): void {
    joinThread(this.#world, this.#thread(thread), this.user.id);
  }

  leaveThread(thread: Ref): void {
    leaveThread(this.#world, this.#thread(thread), this.user.id);
  }

  /** A slash command, as in `command(practice, ['question'], { track: 'backend' })`. */
  async command(channel: Ref, path: readonly string[], options: OptionValues = {}): Promise<Outcome> {
    return invoke(this.#world, this.user, this.#channel(channel), path, options);
  }

  /** What is offered while the option is being typed. */
  async autocomplete(
    channel: Ref,
    path: readonly string[],
    options: OptionValues,
    typing: string,
  ): Promise<Outcome> {
    return invoke(this.#world, this.user, this.#channel(channel), path, options, typing);
  }

  /** A command of a message's context menu. */
  async menu(name: string, message: Ref): Promise<Outcome> {
    const { channel, stored } = this.#find(message);
    return openMenu(this.#world, { user: this.user, channel, source: stored }, name);
  }

  async press(message: Ref, labelOrCustomId: string): Promise<Outcome> {
    const { channel, stored } = this.#find(message);
    return press(this.#world, { user: this.user, channel, source: stored }, labelOrCustomId);
  }

  async choose(message: Ref, customId: string, values: readonly Ref[]): Promise<Outcome> {
    const { channel, stored } = this.#find(message);
    return choose(this.#world, { user: this.user, channel, source: stored }, customId, values.map(idOf));
  }

  #channel(ref: Ref): ChannelState {
    return channelOf(this.#world, idOf(ref));
  }

  #thread(ref: Ref): ThreadState {
    const thread = this.#channel(ref);
    if (!isThread(thread)) throw problem('unknownChannel');
    return thread;
  }

  /** Also what only one person sees. */
  #find(ref: Ref): { channel: ChannelState; stored: StoredMessage } {
    const answers = [...this.#world.interactions.values()].flatMap(({ original, followUps }) => [
      original,
      ...followUps,
    ]);
    const stored =
      this.#world.messages.get(idOf(ref)) ?? answers.find((message) => message?.body.id === idOf(ref));
    if (!stored) throw problem('unknownMessage');
    return { channel: this.#channel(stored.body.channel_id), stored };
  }
}

interface Writing {
  readonly replyTo?: Ref;
  /** Whether the one replied to is notified; so it is, unless said. */
  readonly pingReplied?: boolean;
  readonly embeds?: readonly object[];
  readonly uploads?: readonly { name: string; type: string; bytes: Uint8Array }[];
}

const nameOf = (emoji: string | APIEmoji): string =>
  typeof emoji === 'string' ? emoji : `${emoji.name}:${emoji.id}`;
