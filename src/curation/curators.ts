import { UserError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { isMentor } from '../workspaces/workspaces.ts';

/** Mentors and admins decide what the workspace's questions are. */
export async function isCurator(db: Db, actor: Actor): Promise<boolean> {
  return (actor.roles?.includes('admin') ?? false) || isMentor(db, actor);
}

/** @throws UserError when the actor is neither a mentor nor an admin. */
export async function requireCurator(db: Db, actor: Actor): Promise<void> {
  if (await isCurator(db, actor)) return;
  throw new UserError(
    'Mentors and admins look after the question bank. Suggest a question of your own with `/interview suggest backend`.',
  );
}
