import type { Database } from '../database/database.ts';

/** What a column has of a person: their id, their words (what they wrote, said or are called, or what quotes it), or nothing of theirs. */
type Held = 'member' | 'words' | 'neither';

/** Every column of these tables. */
export type WhatIHold<Table extends keyof Database> = {
  readonly [T in Table]: { readonly [Column in keyof Database[T]]: Held };
};

/** Of all tables of a feature, by their names. */
export type Holdings = Readonly<Record<string, Readonly<Record<string, Held>>>>;
