import type { Actor } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { MissingMember } from './lock-member.ts';
import { forgetActor } from './workspaces.ts';

/**
 * Does something for a member whose row may be gone although this process remembers it, because they were forgotten meanwhile: it is done
 * once more, with the row made afresh.
 */
export async function rememberingAfresh<Result>(
  db: Db,
  actor: Pick<Actor, 'workspace' | 'member'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isMissing(error)) throw error;
    forgetActor(db, actor);
    return work();
  }
}

/** PostgreSQL says that a row refers to one that there isn't, or the member's was looked for. */
const isMissing = (error: unknown): boolean =>
  error instanceof MissingMember || (error instanceof Error && 'code' in error && error.code === '23503');
