import type { Alone } from './alone.ts';

export const people = ['maya', 'leo', 'nina', 'omar', 'priya', 'sam'] as const;
/** Who come, are forgotten and come back. */
export const guests = ['tess', 'ugo', 'vic', 'wim'] as const;
export type Person = (typeof people)[number] | (typeof guests)[number];

/** A message of the bot, as the platform's test server has it. */
export interface BotMessage {
  readonly id: string;
  /** Undefined for what stands in the channel. */
  readonly thread: string | undefined;
  readonly words: string;
}

/**
 * People at work on a platform's test server. What they write and do resolves when the platform is sure that the
 * program knows it or will find it: however often the program dies meanwhile.
 */
export interface Chat {
  readonly channel: string;
  id(person: Person): string;
  /** The threads of questions that can be answered. */
  threads(): readonly string[];
  /** False when it wasn’t acknowledged. */
  ask(person: Person): Promise<boolean>;
  write(person: Person, thread: string, text: string): Promise<string>;
  /** What a mentor says to the author of a message. */
  comment(
    mentor: Person,
    thread: string,
    to: { author: Person; message: string },
    text: string,
  ): Promise<string>;
  edit(person: Person, message: string, text: string): Promise<void>;
  remove(person: Person, message: string): Promise<void>;
  react(person: Person, message: string, emoji: '👍' | '✅', isOn: boolean): Promise<void>;
  /** Opens the form by the button of a feedback message, and sends it; undefined when it didn't open. */
  review(mentor: Person, feedback: string, comment: string): Promise<'said' | 'unsure' | undefined>;
  /** What stands in the channel and its threads. */
  said(): readonly BotMessage[];
  readonly alone: Alone;
}

/** A chat with a server of its own. */
interface OpenedChat extends Chat {
  /** What a program needs to take part. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export type OpenChat = (port: number) => Promise<OpenedChat>;
