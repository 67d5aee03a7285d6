import type { Background } from '../../../src/base/background.ts';
import type { Log } from '../../../src/base/log.ts';
import type { Actor, Core } from '../../../src/chat/core.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import type { Connection, Connections } from '../connections.ts';
import type { Members } from '../members.ts';

/** What the listeners work with. */
export interface Receiving {
  readonly core: Core;
  readonly connections: Connections;
  readonly members: Members;
  readonly platform: Platform;
  readonly log: Log;
  /** Work that goes on after the acknowledgement; a shutdown waits for it. */
  readonly background: Background;
}

export interface Whereabouts {
  readonly team: string | undefined;
  readonly user: string;
  readonly channel: string;
  readonly channelName?: string | undefined;
}

/** Who acts where, with the roles that Slack gives. Undefined when Whetstone isn't installed in the team. */
export async function actorOf(
  { connections, members }: Receiving,
  { team, user, channel, channelName }: Whereabouts,
): Promise<{ actor: Actor; connection: Connection } | undefined> {
  const connection = team === undefined ? undefined : await connections.byTeam(team);
  if (!connection) return undefined;
  const { name, timeZone, roles } = await members.find(connection, user);
  const actor: Actor = {
    workspace: connection.workspace,
    channel,
    member: user,
    ...(roles && { roles }),
    ...(name === undefined ? {} : { memberName: name }),
    ...(timeZone === undefined ? {} : { timeZone }),
    // Slack calls a conversation that has no name for everybody so.
    ...(channelName === undefined || channelName === 'directmessage' || channelName === 'privategroup'
      ? {}
      : { channelName }),
  };
  return { actor, connection };
}
