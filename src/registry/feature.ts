import type { ActionName, Actions } from '../chat/card.ts';
import type { Actor, IncomingMessage, MessageActionName, MessageActions, Reply } from '../chat/core.ts';
import type { FormName, Forms, FormValues } from '../chat/form.ts';
import type { Command } from '../commands/command.ts';
import type { Services } from '../services.ts';

/** Does what a button says; `value` is the button's. */
export type Act = (services: Services, actor: Actor, value: string) => Promise<Reply>;

export interface FormDefinition {
  /** The actions that may be answered with it; the first opens it once more. */
  readonly openedBy: readonly [ActionName, ...ActionName[]];
  /** The value of that one's button, made from the form's subject; the subject itself unless it is said. */
  openingValue?(subject: string): string;
  submit(services: Services, actor: Actor, subject: string, values: FormValues): Promise<Reply>;
}

/** Does what an entry in a message's menu says. */
export type ActOnMessage = (services: Services, actor: Actor, message: IncomingMessage) => Promise<Reply>;

/** Of names that are declared with the feature that they belong to, one feature's, each with its value. */
type Own<Names, Feature, Value> = {
  readonly [Name in keyof Names as Names[Name] extends Feature ? Name : never]: Value;
};

/** A part that a feature has exactly when it has declared names for it. */
type Part<Key extends string, Owned> = [keyof Owned] extends [never]
  ? { readonly [K in Key]?: never }
  : { readonly [K in Key]: Owned };

type Parts<Name> = { readonly commands?: readonly Command[] } & Part<'actions', Own<Actions, Name, Act>> &
  Part<'forms', Own<Forms, Name, FormDefinition>> &
  Part<'messageActions', Own<MessageActions, Name, ActOnMessage>>;

/** What a feature adds to Whetstone. */
export interface Feature {
  readonly commands: readonly Command[];
  readonly actions: Partial<Record<ActionName, Act>>;
  readonly forms: Partial<Record<FormName, FormDefinition>>;
  readonly messageActions: Partial<Record<MessageActionName, ActOnMessage>>;
}

/** Every name that is declared for it has to be there, and no other. */
export function feature<const Name extends string>(_name: Name, parts: Parts<Name>): Feature {
  const { commands = [], actions = {}, forms = {}, messageActions = {} }: Partial<Feature> = parts;
  return { commands, actions, forms, messageActions };
}
