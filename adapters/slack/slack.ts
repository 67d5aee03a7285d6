import { App } from '@slack/bolt';
import { Background } from '../../src/base/background.ts';
import type { Log } from '../../src/base/log.ts';
import type { Reach } from '../../src/base/reach.ts';
import { secretBox } from '../../src/base/secrets.ts';
import type { Core } from '../../src/chat/core.ts';
import type { Platform } from '../../src/chat/platform.ts';
import type { SlackSettings } from '../../src/config/slack.ts';
import type { Db } from '../../src/database/database.ts';
import { rememberingDirectMessages } from '../../src/direct-messages/remembering.ts';
import { nameOfMember } from '../../src/workspaces/workspaces.ts';
import type { Listener } from './bodies.ts';
import { catchUpAll, daysToRead, oneAtATime } from './catch-up.ts';
import { Connections } from './connections.ts';
import { describeFault } from './errors.ts';
import { forgetInstaller, type Installations, StoredInstallations } from './installations.ts';
import { boltLogger } from './log.ts';
import { Members } from './members.ts';
import { createSlackPlatform } from './platform.ts';
import { onChannels } from './receive/channels.ts';
import { onCommands } from './receive/commands.ts';
import { acknowledgeStored, NotInstalled } from './receive/defer-ack.ts';
import { onEvents } from './receive/events.ts';
import { onHome } from './receive/home.ts';
import { onInteractions } from './receive/interactions.ts';
import type { Receiving } from './receive/receiving.ts';
import { createReceivers } from './receiver.ts';
import { reachSocket } from './socket.ts';
import { TokenInstallation } from './token-installation.ts';
import { onUninstall } from './uninstall.ts';

interface SlackOptions {
  readonly config: SlackSettings;
  readonly db: Db;
  readonly core: Core;
  readonly log: Log;
  readonly now: () => Date;
  /** Aborting it gives up what is tried. */
  readonly signal: AbortSignal | undefined;
}

/** Slack's half that sends, and what the half that receives needs. */
export interface Slack {
  readonly platform: Platform;
  /** Why it doesn't work yet, as a sentence; undefined when all is well. */
  problem(): string | undefined;
  /** How it is reached, and what is wrong, for a person. */
  state(): string;
  /** Begins to receive. The result serves `/slack/…` of the web server. @throws UserError when Slack refuses. */
  receive(publicUrl: string): Promise<Listener | undefined>;
  /** Takes nothing more and finishes what is in hand. */
  stop(): Promise<void>;
}

/** While Slack is away it goes on trying by itself. @throws UserError when Slack refuses the token. */
export async function connectSlack({ config, db, core, log, now, signal }: SlackOptions): Promise<Slack> {
  const stopping = new AbortController();
  const until = AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])]);
  const reaches: Reach[] = [];
  const { installation, apiUrl } = config;
  let stored: StoredInstallations | undefined;
  let installations: Installations;
  if (installation.by === 'oauth') {
    stored = new StoredInstallations(db, core, secretBox(installation.encryptionKeys), now);
    installations = stored;
  } else {
    const workspaceFor = (team: string, name: string) => core.workspaceFor('slack', team, name);
    const options = { token: installation.botToken, apiUrl, workspaceFor, log, signal: until };
    const token = new TokenInstallation(options);
    installations = token;
    reaches.push(token.reach);
    await begin(token.reach);
  }
  const connections = new Connections(installations, apiUrl);
  const members = new Members((workspace, member) => nameOfMember(db, workspace, member));
  const platform = rememberingDirectMessages(
    { db, log, now },
    {
      ...createSlackPlatform(connections, members),
      async forget(workspace, member, standIn) {
        await forgetInstaller(db, workspace, member, standIn);
        members.forget(member);
      },
    },
  );
  const background = new Background(log, describeFault);
  const problem = () => reaches.find((reach) => reach.problem)?.problem;
  let disconnect: (() => Promise<unknown>) | undefined;
  return {
    platform,
    problem,
    state: () => stateOf(config, problem()),
    async receive(publicUrl) {
      const { receiver, socket, listener } = createReceivers(config, {
        stored,
        connections,
        publicUrl,
        log,
        signal: until,
      });
      const receiving: Receiving = { core, connections, members, platform, log, background };
      const app = createApp(acknowledgeStored(receiver, background), connections, log);
      onCommands(app, receiving);
      onInteractions(app, receiving);
      onEvents(app, receiving);
      onChannels(app, receiving);
      onHome(app, receiving);
      onUninstall(app, { core, connections, stored });
      await app.init();
      const opening = socket && reachSocket(socket, () => app.start(), log, until);
      if (opening) reaches.push(opening.reach);
      const catchUpOnce = oneAtATime((days) => catchUpAll({ core, connections, log, signal: until }, days));
      const catchUp = () => {
        const days = daysToRead(opening?.silenceMs());
        if (!problem()) background.run('catch-up', () => catchUpOnce(days));
      };
      for (const reach of reaches) reach.onReached(catchUp);
      if (reaches.length === 0) catchUp();
      if (opening) {
        disconnect = () => app.stop();
        await begin(opening.reach);
      }
      return listener;
    },
    stop: async () => {
      stopping.abort();
      // What is in hand is acknowledged before the connection goes.
      await background.settle();
      await disconnect?.();
      await background.settle();
    },
  };
}

function stateOf({ appToken, installation }: SlackSettings, problem: string | undefined): string {
  const workspaces =
    installation.by === 'token' ? 'one workspace' : 'many workspaces, installed at /slack/install';
  const state = `${appToken ? 'Socket Mode' : 'HTTP at /slack/events'}, ${workspaces}`;
  return problem ? `${state}. ${problem} Whetstone keeps trying.` : state;
}

async function begin(reach: Reach): Promise<void> {
  const refusal = await reach.begin();
  if (refusal) throw refusal;
}

/** Every request is authorized from the stored installation: none costs a call to Slack. */
function createApp(receiver: ReturnType<typeof acknowledgeStored>, connections: Connections, log: Log): App {
  return new App({
    receiver,
    logger: boltLogger(log),
    deferInitialization: true,
    // It would remember something of every conversation, for us to read; we don't.
    convoStore: false,
    authorize: async ({ teamId }) => {
      const connection = teamId === undefined ? undefined : await connections.byTeam(teamId);
      if (!connection) throw new NotInstalled('Whetstone is not installed in this team');
      return {
        botToken: connection.token,
        botId: connection.botId,
        botUserId: connection.botUser,
        teamId: connection.team,
      };
    },
  });
}
