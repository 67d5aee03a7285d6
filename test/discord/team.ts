import { PermissionFlagsBits as Flag, MessageType } from 'discord.js';
import { expect } from 'vitest';
import type { Guild } from '../support/discord/guild.ts';
import type { SeenMessage } from '../support/discord/message-view.ts';
import type { Outcome } from '../support/discord/outcome.ts';
import type { Person } from '../support/discord/person.ts';
import type { DiscordServer } from '../support/discord/server.ts';
import { visibleText } from '../support/discord/visible-text.ts';
import type { ChannelState } from '../support/discord/world.ts';

const starter = MessageType.ThreadStarterMessage;
const patience = { timeout: 60_000 };

/** One Discord server, and its members at work in #practice: Sam is its admin. */
export class Team {
  readonly guild: Guild;
  readonly practice: ChannelState;
  readonly #discord: DiscordServer;
  readonly #people = new Map<string, Person>();

  constructor(discord: DiscordServer, name: string) {
    this.#discord = discord;
    this.guild = discord.addGuild(name);
    this.practice = this.guild.addChannel('practice');
    const admins = this.guild.addRole('Admins', Flag.ManageGuild);
    this.join('sam', [admins.id]);
    for (const person of ['maya', 'leo', 'nina', 'omar', 'priya']) this.join(person);
  }

  join(name: string, roles: readonly string[] = []): void {
    this.#people.set(name, this.#discord.as(this.guild.addMember(name, { roles })));
  }

  /** Somebody of another server is in this one, too. */
  bring(name: string, other: Team): void {
    const person = other.person(name);
    this.guild.addMember(person.user);
    this.#people.set(name, person);
  }

  person(name: string): Person {
    const person = this.#people.get(name);
    if (!person) throw new Error(`nobody is called ${name}`);
    return person;
  }

  id(name: string): string {
    return this.person(name).user.id;
  }

  /** Asks for a question; returns the id of its message, which its thread has too. */
  async drop(channel: ChannelState = this.practice): Promise<string> {
    const before = new Set(this.threads(channel));
    await this.command('leo', ['question'], { question: 'backend/slow-query' }, channel);
    const news = () => this.threads(channel).filter((id) => !before.has(id));
    await expect.poll(news, patience).toHaveLength(1);
    return news()[0] ?? '';
  }

  threads(channel: ChannelState = this.practice): string[] {
    return this.#discord
      .messagesIn(channel)
      .filter(({ thread }) => thread !== undefined)
      .map(({ id }) => id);
  }

  command(
    name: string,
    path: readonly string[],
    options: Readonly<Record<string, string | boolean>> = {},
    channel: ChannelState | string = this.practice,
  ): Promise<Outcome> {
    return this.person(name).command(channel, ['interview', ...path], options);
  }

  /** The words of the answer that a command brings. */
  async ask(...what: Parameters<Team['command']>): Promise<string> {
    return said(await this.command(...what));
  }

  /** What the bot says in a channel or thread. */
  said(channel: ChannelState | string): string[] {
    return this.spoken(channel).map(visibleText);
  }

  /** Its messages, without the one with which Discord begins a thread. */
  spoken(channel: ChannelState | string): SeenMessage[] {
    return this.#discord
      .messagesIn(channel)
      .filter(({ author, type }) => author.id === this.#discord.botUser.id && type !== starter);
  }

  /** Waits until the bot has said in a channel or thread what fits, and returns the message. */
  async hears(channel: ChannelState | string, words: string | RegExp): Promise<SeenMessage> {
    const heard = () => this.spoken(channel).find((message) => visibleText(message).match(words));
    await expect.poll(heard, patience).toBeDefined();
    const message = heard();
    if (!message) throw new Error('it was taken back at once');
    return message;
  }
}

/** The words of an answer, once it is there. */
export async function said(outcome: Outcome): Promise<string> {
  await expect.poll(() => outcome.message, patience).toBeDefined();
  const { message, followUps } = outcome;
  return [...(message ? [message] : []), ...followUps].map(visibleText).join('\n');
}
