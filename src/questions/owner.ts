/** Who owns the questions that every workspace sees. A workspace owns its own ones. */
export const everybody = '0';

/** The owners whose questions a workspace sees. */
export function ownersFor(workspace: string): string[] {
  return [everybody, workspace];
}
