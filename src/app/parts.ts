import type { Reply } from '../chat/core.ts';
import type { Opening } from '../chat/form.ts';
import type { Act, ActOnMessage, Draw, Feature, FormDefinition } from '../registry/feature.ts';
import type { PostDefinitions } from '../registry/post-kind.ts';

/** What all features add, by the names under which platforms send it back. */
export interface Parts {
  readonly actions: ReadonlyMap<string, Act>;
  readonly forms: ReadonlyMap<string, FormDefinition>;
  readonly messageActions: ReadonlyMap<string, ActOnMessage>;
  readonly pictures: ReadonlyMap<string, Draw>;
  readonly posts: PostDefinitions;
}

export function partsOf(features: readonly Feature[]): Parts {
  return {
    actions: new Map(features.flatMap(({ actions }) => Object.entries(actions))),
    forms: new Map(features.flatMap(({ forms }) => Object.entries(forms))),
    messageActions: new Map(features.flatMap(({ messageActions }) => Object.entries(messageActions))),
    pictures: new Map(features.flatMap(({ pictures }) => Object.entries(pictures))),
    posts: new Map(features.flatMap(({ posts }) => Object.entries(posts))),
  };
}

/** What opens a form once more, by its name and subject. */
export function openingOf({ forms }: Parts, name: string, subject: string): Opening | undefined {
  const form = forms.get(name);
  return form && { action: form.openedBy[0], value: form.openingValue?.(subject) ?? subject };
}

/** A form with what opens it once more. */
export function withOpening(parts: Parts, reply: Reply): Reply {
  if (reply.type !== 'form') return reply;
  const opening = openingOf(parts, reply.form.name, reply.form.subject);
  return opening ? { ...reply, form: { ...reply.form, opening } } : reply;
}

/** The actions that may be answered with a form. */
export const openersIn = ({ forms }: Parts): ReadonlySet<string> =>
  new Set([...forms.values()].flatMap(({ openedBy }) => openedBy));
