/** The neutral modal form, rendered by adapters and submitted back to the core as plain strings. */
import type { ActionName, Button } from './card.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface FieldBase {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
}

export type Field =
  | (FieldBase & {
      readonly type: 'text';
      readonly multiline?: boolean;
      readonly maxLength: number;
      readonly initial?: string;
      readonly placeholder?: string;
    })
  | (FieldBase & { readonly type: 'select'; readonly options: readonly Option[]; readonly initial?: string })
  /** Any number of the options; its value is theirs, joined by commas. */
  | (FieldBase & {
      readonly type: 'multi-select';
      readonly options: readonly Option[];
      readonly initial: readonly string[];
    })
  /** A channel of the workspace; its value is the channel's id. */
  | (FieldBase & { readonly type: 'channel'; readonly initial: string })
  /** A role of the workspace, offered only where the platform has roles; its value is the role's id. */
  | (FieldBase & { readonly type: 'role'; readonly initial?: string })
  | (FieldBase & { readonly type: 'checkbox'; readonly checkedLabel: string; readonly initial?: boolean });

export interface Form {
  readonly name: FormName;
  /** What the form is about, e.g. an answer's id; comes back with the submission. */
  readonly subject: string;
  /** At most 24 characters (Slack's limit). */
  readonly title: string;
  /** What the reader needs in front of them while writing. */
  readonly intro?: readonly { readonly label: string; readonly text: string }[];
  readonly fields: readonly Field[];
  readonly submitLabel: string;
}

export const formNames = [
  'review',
  'private-answer',
  'follow-up',
  'setup',
  'suggest',
  'edit-question',
  'decline',
] as const;
export type FormName = (typeof formNames)[number];

/** The action that opens each form. */
export const openingActions: Readonly<Record<FormName, ActionName>> = {
  review: 'review',
  'private-answer': 'answer-privately',
  'follow-up': 'answer-follow-up',
  setup: 'setup',
  suggest: 'suggest-question',
  'edit-question': 'edit-question',
  decline: 'decline-suggestion',
};

/** What opens a form once more, by its name and subject. */
export function opening({ name, subject }: Pick<Form, 'name' | 'subject'>): Pick<Button, 'action' | 'value'> {
  // A review's subject ends with what makes it one review.
  const value = name === 'review' ? (subject.split(':')[0] ?? '') : subject;
  return { action: openingActions[name], value };
}

/** For a form that a platform didn't open: the button opens the same one. */
export function openAgainButton(form: Form, label = 'Open the form'): Button {
  return { label, ...opening(form), style: 'primary' };
}

/** A checkbox is 'true' or absent; an empty optional field is absent or ''. */
export type FormValues = Readonly<Record<string, string>>;
