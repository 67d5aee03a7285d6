import { UserError } from '../base/errors.ts';
import type { Db } from '../database/database.ts';

/**
 * The workspace that somebody on the command line means: by the platform's id, its number or its name.
 *
 * @throws UserError with those that there are, when it is none or several.
 */
export async function workspaceNamed(db: Db, wanted: string): Promise<string> {
  const all = await db
    .selectFrom('workspaces')
    .select(['id', 'platform', 'external_id', 'name'])
    .orderBy('id')
    .execute();
  const name = wanted.trim().toLowerCase();
  const meant = all.filter((one) =>
    [one.id, one.external_id, one.name].some((word) => word.toLowerCase() === name),
  );
  const [first, ...others] = meant;
  if (first && others.length === 0) return first.id;
  if (all.length === 0)
    throw new UserError('There is no workspace yet. Start Whetstone, and it creates one.');
  const choices = (first ? meant : all)
    .map(({ id, platform, external_id, name }) => `${id} (${name} on ${platform}, ${external_id})`)
    .join(', ');
  throw new UserError(
    first
      ? `Several workspaces are called “${wanted}”. Give its number: ${choices}.`
      : `There is no workspace “${wanted}”. Choose one by its number: ${choices}.`,
  );
}

/**
 * The one that there is.
 *
 * @throws UserError with those that there are, when it is none or several.
 */
export async function onlyWorkspace(db: Db): Promise<string> {
  const all = await db.selectFrom('workspaces').select(['id', 'name']).orderBy('id').execute();
  const [first, ...others] = all;
  if (!first) throw new UserError('There is no workspace yet. Start Whetstone, and it creates one.');
  if (others.length === 0) return first.id;
  const choices = all.map(({ id, name }) => `${id} (${name})`).join(', ');
  throw new UserError(`There are several workspaces. Choose one with --workspace: ${choices}.`);
}
