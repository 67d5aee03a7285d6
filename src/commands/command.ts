import type { Actor, Reply } from '../chat/core.ts';
import type { Services } from '../services/services.ts';

/** What the words of a command can name. Read once per command. */
export interface Vocabulary {
  readonly tracks: readonly string[];
  readonly questions: readonly string[];
  /** Questions that are no longer asked here. */
  readonly retired: readonly string[];
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/**
 * One thing that a command can be told, recognised by its looks: arguments may come in any order.
 * The table of commands also makes the help, the web's autocomplete and the platforms' registrations.
 */
export interface Argument<T> {
  /** What the help calls it. */
  readonly placeholder: string;
  readonly help: string;
  /** What platforms that ask for typed values ask for; words unless it is said. A flag is there or not. */
  readonly kind?: 'member' | 'role' | 'flag';
  /** The word that stands before the value. */
  readonly keyword?: string;
  /** What that value looks like. */
  readonly valueHelp?: string;
  /** All there is to choose from, where that is the same everywhere. */
  readonly fixed?: readonly string[];
  /** Whether there may be several. */
  readonly isList?: true;
  /** Reads it from the front of `words`; undefined when they are something else. */
  read(
    words: readonly string[],
    vocabulary: Vocabulary,
  ): { readonly value: T; readonly used: number } | undefined;
  /** What could be typed; for completion, "Did you mean" and fixed choices. */
  choices(vocabulary: Vocabulary): readonly string[];
}

/** Whom a command is for; curators are mentors and admins. */
type Who = 'anyone' | 'mentor' | 'curator' | 'admin';

type Arguments<A> = { readonly [K in keyof A]: Argument<A[K]> };

export interface CommandDefinition<R = object, O = object> {
  /** One or two words. */
  readonly name: string;
  readonly who: Who;
  /** One line for the help. */
  readonly help: string;
  readonly examples?: readonly string[];
  /** Whether it is answered with a form, which some platforms open only at once. */
  readonly opensForm?: true;
  readonly required?: Arguments<R>;
  readonly optional?: Arguments<O>;
  run(services: Services, actor: Actor, given: R & Partial<O>): Promise<Reply>;
}

/** A command whose arguments' types are forgotten, as the table holds it. */
export interface Command {
  readonly name: string;
  readonly who: Who;
  readonly help: string;
  readonly examples: readonly string[];
  readonly opensForm?: true;
  readonly required: Readonly<Record<string, Argument<unknown>>>;
  readonly optional: Readonly<Record<string, Argument<unknown>>>;
  run(services: Services, actor: Actor, given: Readonly<Record<string, unknown>>): Promise<Reply>;
}

export function command<R = object, O = object>(definition: CommandDefinition<R, O>): Command {
  const { required = {}, optional = {}, examples = [], run, ...rest } = definition;
  return {
    ...rest,
    examples,
    required: required as Command['required'],
    optional: optional as Command['optional'],
    // The parser gives exactly what the arguments read.
    run: (services, actor, given) => run(services, actor, given as R & Partial<O>),
  };
}

/** The same by two words, for where a word that begins other commands can't stand alone. */
export function twinOf(one: Command, name: string): Command {
  return { ...one, name, help: `The same as \`/interview ${one.name}\`` };
}

/** "question [track] [level]". */
export function usage({ name, required, optional }: Command): string {
  const words = [
    ...Object.values(required).map(({ placeholder }) => `<${placeholder}>`),
    ...Object.values(optional).map(({ placeholder }) => `[${placeholder}]`),
  ];
  return [name, ...words].join(' ');
}
