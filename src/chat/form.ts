/** The neutral modal form, rendered by adapters and submitted back to the core as plain strings. */
import type { Button } from './card.ts';

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
  /** What opens it once more; the core adds it to a form that it gives to a platform. */
  readonly opening?: Opening;
}

/** The forms there are, declared as actions are. */
// biome-ignore lint/suspicious/noEmptyInterface: features declare what is in it.
export interface Forms {}
export type FormName = keyof Forms;

/** A button's part that opens a form. */
export type Opening = Pick<Button, 'action' | 'value'>;

/** For a form that a platform didn't open: the buttons that open the same one. */
export function openAgainButtons({ opening }: Form, label = 'Open the form'): Button[] {
  return opening ? [{ label, ...opening, style: 'primary' }] : [];
}

/** A checkbox is 'true' or absent; an empty optional field is absent or ''. */
export type FormValues = Readonly<Record<string, string>>;
