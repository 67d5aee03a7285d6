import type { ColumnType, Generated, Insertable, Kysely, Selectable, Transaction } from 'kysely';

/** Its tables are added where their rows are described, in the `rows.ts` of each feature. */
// biome-ignore lint/suspicious/noEmptyInterface: what the features add is merged into it
export interface Database {}

export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

export type Row<T extends keyof Database> = Selectable<Database[T]>;
export type NewRow<T extends keyof Database> = Insertable<Database[T]>;

/** Keys are bigint in Postgres and strings here. */
export type Id = Generated<string>;
export type Instant = ColumnType<Date, Date, Date>;
export type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
export type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
