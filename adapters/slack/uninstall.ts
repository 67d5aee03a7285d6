import type { App } from '@slack/bolt';
import type { Core } from '../../src/chat/core.ts';
import type { Connections } from './connections.ts';
import type { StoredInstallations } from './installations.ts';

/** Whetstone was removed, or its token taken back: its schedules end and its token is deleted at once. */
export function onUninstall(
  app: App,
  {
    core,
    connections,
    stored,
  }: { core: Core; connections: Connections; stored: StoredInstallations | undefined },
): void {
  const end = async (team: string | undefined) => {
    const connection = team === undefined ? undefined : await connections.byTeam(team);
    if (!connection) return;
    await core.workspaceEnded(connection.workspace);
    await stored?.delete(connection.team);
    connections.forget(connection);
  };
  app.event('app_uninstalled', ({ context }) => end(context.teamId));
  app.event('tokens_revoked', async ({ event, context }) => {
    if ((event.tokens?.bot ?? []).length > 0) await end(context.teamId);
  });
}
