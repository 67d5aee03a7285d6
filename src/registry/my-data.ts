import type { RawBuilder } from 'kysely';

/** A member whose data are asked for. */
export interface Whose {
  readonly workspace: string;
  readonly member: string;
}

/** Something of theirs. Its names are read by people: `written_at` becomes “Written at”. */
export type Entry = Readonly<Record<string, unknown>>;

/** A part of somebody's data, in an export a file of its own. */
export interface Section {
  /** As in `answers`. */
  readonly name: string;
  readonly title: string;
  /** A statement whose rows are the entries, in their order: only what the member may see, and of others no more than that. */
  entries(whose: Whose): RawBuilder<Entry>;
}
