import type { ActionName, Actions, Block, PictureName, Pictures } from '../chat/card.ts';
import type { Actor, IncomingMessage, MessageActionName, MessageActions, Reply } from '../chat/core.ts';
import type { FormName, Forms, FormValues } from '../chat/form.ts';
import type { Command } from '../commands/command.ts';
import type { Tx } from '../database/database.ts';
import type { Services } from '../services/services.ts';
import type { JobName, Jobs, Wake } from '../services/wake.ts';
import type { Forgotten } from './forgotten.ts';
import type { JobHandler } from './job.ts';
import type { Section } from './my-data.ts';
import type { PostDefinition, PostKind, PostKinds } from './post-kind.ts';
import type { Holdings } from './what-i-hold.ts';

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

/** Draws a picture for whoever asks, as a PNG. */
export type Draw = (services: Services, actor: Actor) => Promise<Uint8Array>;

/** Of names that are declared with the feature that they belong to, one feature's, each with its value. */
type Own<Names, Feature, Value> = {
  readonly [Name in keyof Names as Names[Name] extends Feature ? Name : never]: Value;
};

/** A part that a feature has exactly when it has declared names for it. */
type Part<Key extends string, Owned> = [keyof Owned] extends [never]
  ? { readonly [K in Key]?: never }
  : { readonly [K in Key]: Owned };

type OwnJobs<Name> = {
  readonly [N in JobName as Jobs[N] extends { readonly feature: Name } ? N : never]: JobHandler;
};

type Parts<Name> = Partial<
  Pick<Feature, 'commands' | 'home' | 'duties' | 'overdue' | 'tidy' | 'myData' | 'forget' | 'whatIHold'>
> &
  Part<'actions', Own<Actions, Name, Act>> &
  Part<'forms', Own<Forms, Name, FormDefinition>> &
  Part<'messageActions', Own<MessageActions, Name, ActOnMessage>> &
  Part<'pictures', Own<Pictures, Name, Draw>> &
  Part<'posts', Own<PostKinds, Name, PostDefinition>> &
  Part<'jobs', OwnJobs<Name>>;

/** What a feature adds to Whetstone. */
export interface Feature {
  readonly commands: readonly Command[];
  readonly actions: Partial<Record<ActionName, Act>>;
  readonly forms: Partial<Record<FormName, FormDefinition>>;
  readonly messageActions: Partial<Record<MessageActionName, ActOnMessage>>;
  readonly pictures: Partial<Record<PictureName, Draw>>;
  readonly posts: Partial<Record<PostKind, PostDefinition>>;
  readonly jobs: Partial<Record<JobName, JobHandler>>;
  /** What it shows on a member's own page. */
  home(services: Services, actor: Actor): Promise<readonly Block[]>;
  /** What a member's role is for, on the same page: nothing for whom it isn't. */
  duties(services: Services, actor: Actor): Promise<readonly Block[]>;
  /** Finds what is due and what nobody was woken for: each sweep asks. */
  overdue(services: Services, sweep: Sweep): Promise<readonly Wake[]>;
  /** Throws away what is only kept a while, and adds up what was put off. */
  tidy(services: Services, now: Date): Promise<unknown>;
  /** What of a member's it adds to an export of their data. */
  readonly myData: readonly Section[];
  /** Erases a member from its tables; what has to stay for others is the stand-in's afterwards. Every foreign key is checked at the end. */
  forget(tx: Tx, queue: Wake[], who: Forgotten): Promise<unknown>;
  /** What of a member its tables hold, by table and column. */
  readonly whatIHold: Holdings;
}

export interface Sweep {
  readonly now: Date;
  /** What was due by then and isn't done had its wake and lost it. */
  readonly overdueSince: Date;
  /** As in `Services`, for claims. */
  readonly steady: Date;
  /** How much of each kind one sweep wakes; the next takes the rest. */
  readonly most: number;
}

const nothing = async () => [];

/** Every name that is declared for it has to be there, and no other. */
export function feature<const Name extends string>(_name: Name, parts: Parts<Name>): Feature {
  const none = {
    commands: [],
    actions: {},
    forms: {},
    messageActions: {},
    pictures: {},
    posts: {},
    jobs: {},
    myData: [],
    whatIHold: {},
  };
  return {
    ...none,
    home: nothing,
    duties: nothing,
    overdue: nothing,
    tidy: nothing,
    forget: nothing,
    ...(parts as Partial<Feature>),
  };
}
