import type { Actor, Core, Reply } from '../../../src/chat/core.ts';
import type { DrawnPicture } from '../../../src/chat/picture-in.ts';
import type { Answering } from './answering.ts';
import type { Interaction } from './interaction.ts';
import type { Reader } from './messages.ts';

/** What the core says, with the picture of its card. */
export type Illustrated = Reply & { readonly picture?: DrawnPicture };

/** One interaction, and what is needed to answer it. */
export interface Asked {
  readonly interaction: Interaction;
  readonly answering: Answering;
  /** What its kind says besides, as Discord sent it. */
  readonly data: unknown;
  /** The message that was clicked, or from which a form was opened. */
  readonly message: unknown;
  /** What the core says to the one who asked. */
  ask(work: (core: Core, actor: Actor) => Promise<Reply>): Promise<Illustrated>;
  /** Undefined for somebody whom Whetstone doesn't know outside servers. */
  actor(): Promise<Actor | undefined>;
  readonly core: Core;
  readonly reader: Reader;
}
