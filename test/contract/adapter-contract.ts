import { describe } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Place, Platform } from '../../src/chat/platform.ts';
import { formContract } from './form-contract.ts';
import { platformContract } from './platform-contract.ts';
import { renderContract } from './render-contract.ts';

/** A platform to post to, and eyes to see what came of it. */
export interface PlatformUnderTest {
  readonly platform: Platform;
  /** A channel that is there, and one that isn't. */
  readonly place: Place;
  readonly missingPlace: Place;
  /** Two members of the workspace. */
  readonly member: string;
  readonly otherMember: string;
  /** Texts of the messages that the member can see in the place, in order, whether cards or not. */
  seenBy(member: string, place: Place): Promise<readonly string[]>;
  /** Texts of what was told a member in a conversation of their own, or where there is none in the place. */
  toldDirectly(member: string): Promise<readonly string[]>;
  /** Whether members have conversations of their own with the bot, whose messages it can remove. */
  readonly hasDirectMessages: boolean;
  /** An id like the platform's, of no message. */
  readonly missingMessage: string;
  close(): Promise<void>;
}

/** What an adapter brings to be checked. */
export interface AdapterUnderTest {
  readonly name: string;
  /** Lengths at which the adapter cuts a text, in any of its blocks. */
  readonly lengths: readonly number[];
  /** True where the platform itself writes what stands on a form's button. */
  readonly hasFixedSubmitLabel?: boolean;
  render(card: Card): unknown;
  renderForm(form: Form): unknown;
  /** All the words that a member can read of it, those behind a fold included, without markup. */
  visibleText(rendered: unknown): string;
  /** What the platform would refuse, or what would be more than text: one sentence each. */
  problems(rendered: unknown): readonly string[];
  start(): Promise<PlatformUnderTest>;
}

/** The suite that every adapter passes. */
export function adapterContract(adapter: AdapterUnderTest): void {
  describe(`the adapter contract: ${adapter.name}`, () => {
    renderContract(adapter);
    formContract(adapter);
    platformContract(adapter);
  });
}
