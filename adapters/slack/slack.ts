import { App } from '@slack/bolt';
import type { Core } from '../../src/chat/core.ts';
import type { Platform } from '../../src/chat/platform.ts';
import type { SlackSettings } from '../../src/config.ts';
import type { Db } from '../../src/database/database.ts';
import { secretBox } from '../../src/secrets.ts';
import type { Log } from '../../src/services.ts';
import { catchUpAll } from './catch-up.ts';
import { Connections } from './connections.ts';
import { fixedInstallation } from './fixed-installation.ts';
import { type Installations, StoredInstallations } from './installations.ts';
import { boltLogger } from './log.ts';
import { Members } from './members.ts';
import { createSlackPlatform } from './platform.ts';
import { onCommands } from './receive/commands.ts';
import { acknowledgeStored } from './receive/defer-ack.ts';
import { onEvents } from './receive/events.ts';
import { onHome } from './receive/home.ts';
import { onInteractions } from './receive/interactions.ts';
import { Background, type Receiving } from './receive/receiving.ts';
import { createReceivers, type Listener } from './receiver.ts';
import { onUninstall } from './uninstall.ts';

interface SlackOptions {
  readonly config: SlackSettings;
  readonly db: Db;
  readonly core: Core;
  readonly log: Log;
  readonly now: () => Date;
}

/** Slack's half that sends, and what the half that receives needs. */
export interface Slack {
  readonly platform: Platform;
  /** Begins to receive. `listener` serves `/slack/…` of the web server. */
  receive(publicUrl: string): Promise<{ readonly listener: Listener | undefined; stop(): Promise<void> }>;
}

export async function connectSlack({ config, db, core, log, now }: SlackOptions): Promise<Slack> {
  const { installation, apiUrl } = config;
  const stored =
    installation.by === 'oauth'
      ? new StoredInstallations(db, core, secretBox(installation.encryptionKeys), now)
      : undefined;
  const installations: Installations =
    stored ??
    (await fixedInstallation(core, installation.by === 'token' ? installation.botToken : '', apiUrl));
  const connections = new Connections(installations, apiUrl);
  const members = new Members();
  const platform = createSlackPlatform(connections, members);
  return {
    platform,
    async receive(publicUrl) {
      const { receiver, listener } = createReceivers(config, stored, publicUrl, log);
      const background = new Background(log);
      const receiving: Receiving = { core, connections, members, log, background };
      const app = createApp(acknowledgeStored(receiver), connections, log);
      onCommands(app, receiving);
      onInteractions(app, receiving, platform);
      onEvents(app, receiving);
      onHome(app, receiving);
      onUninstall(app, { core, connections, stored });
      await app.init();
      if (config.appToken) await app.start();
      background.run('catch-up', () => catchUpAll(core, connections, log));
      return {
        listener,
        stop: async () => {
          if (config.appToken) await app.stop();
          await background.settle();
        },
      };
    },
  };
}

/** Every request is authorized from the stored installation: none costs a call to Slack. */
function createApp(receiver: ReturnType<typeof acknowledgeStored>, connections: Connections, log: Log): App {
  return new App({
    receiver,
    logger: boltLogger(log),
    deferInitialization: true,
    authorize: async ({ teamId }) => {
      const connection = teamId === undefined ? undefined : await connections.byTeam(teamId);
      if (!connection) throw new Error('Whetstone is not installed in this team');
      return {
        botToken: connection.token,
        botId: connection.botId,
        botUserId: connection.botUser,
        teamId: connection.team,
      };
    },
  });
}
