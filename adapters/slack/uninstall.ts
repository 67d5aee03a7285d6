import type { App } from '@slack/bolt';
import type { Core } from '../../src/chat/core.ts';
import type { Connections } from './connections.ts';
import type { StoredInstallations } from './installations.ts';

interface Uninstalling {
  readonly core: Core;
  readonly connections: Connections;
  readonly stored: StoredInstallations | undefined;
}

/** What says whose event it is, and when it happened: in whole seconds. */
interface Told {
  readonly context: { readonly teamId?: string | undefined };
  readonly body: { readonly event_time?: number };
}

/**
 * Whetstone was removed, or its token taken back: its schedules end and its token is deleted at once. Slack may tell of an
 * earlier installation's end when there is a new one already; that stays.
 */
export function onUninstall(app: App, { core, connections, stored }: Uninstalling): void {
  const end = async ({ context: { teamId: team }, body: { event_time } }: Told) => {
    const connection = team === undefined ? undefined : await connections.byTeam(team);
    if (!connection) return;
    const at = event_time === undefined ? new Date() : new Date(event_time * 1000 + 999);
    if (stored && !(await stored.isInstalledSince(connection.team, at)))
      return connections.forget(connection);
    await core.workspaceEnded(connection.workspace);
    await stored?.delete(connection.team, at);
    connections.forget(connection);
  };
  app.event('app_uninstalled', (told) => end(told));
  app.event('tokens_revoked', async (told) => {
    if ((told.event.tokens?.bot ?? []).length > 0) await end(told);
  });
}
