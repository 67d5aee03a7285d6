import type { Person } from './chat.ts';

/** What the bot shows to one person. */
export interface Shown {
  readonly words: string;
  readonly buttons: readonly string[];
  /** As the platform has it. */
  readonly message: unknown;
}

/** People alone with the bot. Of what it didn’t answer nobody knows whether it was done. */
export interface Alone {
  /** Undefined when no answer came, as for what is pressed. */
  command(
    person: Person,
    name: string,
    options: Readonly<Record<string, string>>,
  ): Promise<Shown | undefined>;
  press(person: Person, shown: Shown, label: string): Promise<Shown | undefined>;
  /** Opens the form of a button and sends a text with it; undefined when it didn't open. */
  fill(
    person: Person,
    shown: Shown,
    label: string,
    field: string,
    text: string,
  ): Promise<'said' | 'unsure' | undefined>;
  /** Opens the form that asks whether to forget them, and confirms it; false when it didn’t open. */
  forget(person: Person, keepsReviews: boolean): Promise<boolean>;
  /** What came with the direct messages. */
  files(person: Person): Promise<readonly Uint8Array[]>;
  /** The direct messages. */
  told(person: Person): readonly Shown[];
}
