/** Whose eyes read: private messages of others don't exist for them. */
export interface Reader {
  readonly workspace: string;
  readonly viewer: string;
}
