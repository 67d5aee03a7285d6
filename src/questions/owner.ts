/** Who owns the questions that every workspace sees. A workspace owns its own ones. */
export const everybody = '0';

/** The owners whose questions a workspace sees. */
export function ownersFor<Workspace>(workspace: Workspace): [string, Workspace] {
  return [everybody, workspace];
}
