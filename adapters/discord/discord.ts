import { type Client, Events, Status } from 'discord.js';
import pRetry from 'p-retry';
import { Background } from '../../src/base/background.ts';
import { describeError } from '../../src/base/errors.ts';
import type { Log } from '../../src/base/log.ts';
import { Reach } from '../../src/base/reach.ts';
import type { Core } from '../../src/chat/core.ts';
import type { Platform } from '../../src/chat/platform.ts';
import type { DiscordSettings } from '../../src/config/discord.ts';
import type { Db } from '../../src/database/database.ts';
import { rememberingDirectMessages } from '../../src/direct-messages/remembering.ts';
import { nameOfMember } from '../../src/workspaces/workspaces.ts';
import { Bot } from './bot.ts';
import { catchUpLate, catchUpShard } from './catch-up.ts';
import { Channels } from './channels.ts';
import { registerIfChanged } from './commands/register.ts';
import { describeFault, judge, refusedToken } from './errors.ts';
import { askForSession, createClient, logIn } from './gateway.ts';
import { Guilds } from './guilds.ts';
import { Members } from './members.ts';
import { Memberships } from './membership.ts';
import { createDiscordPlatform } from './platform.ts';
import { onChannels } from './receive/channels.ts';
import { onDirectMessages } from './receive/direct-messages.ts';
import { onEvents } from './receive/events.ts';
import { InOrder } from './receive/in-order.ts';
import { onInteractions } from './receive/interactions.ts';
import { discordRest } from './rest.ts';

interface DiscordOptions {
  readonly config: DiscordSettings;
  readonly db: Db;
  readonly core: Core;
  readonly log: Log;
  readonly now: () => Date;
  /** Aborting it gives up what is tried. */
  readonly signal: AbortSignal | undefined;
}

/** Discord's half that sends, which every process has, and the gateway, which one with the role has. */
export interface Discord {
  readonly platform: Platform;
  /** Why nothing is received yet, as a sentence; undefined when all is well. */
  problem(): string | undefined;
  /** Where the bot is, or what is wrong, for a person. */
  state(): string;
  /** Connects to the gateway; while Discord is away it goes on by itself. @throws UserError when Discord refuses. */
  receive(): Promise<void>;
  /** Takes nothing more and finishes what is in hand. */
  stop(): Promise<void>;
}

export function connectDiscord({ config, db, core, log, now, signal }: DiscordOptions): Discord {
  const stopping = new AbortController();
  const until = AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])]);
  const rest = discordRest(config.token, config.apiUrl);
  const bot = new Bot(rest);
  const guilds = new Guilds(db, core);
  const members = new Members(rest, guilds, (workspace, member) => nameOfMember(db, workspace, member));
  const background = new Background(log, describeFault);
  let client: Client | undefined;
  const memberships = new Memberships(() => client);
  let reach: Reach | undefined;

  /** Everything is listened to before anything can come. */
  function listen(to: Client): void {
    const channels = new Channels(to, rest);
    const inOrder = new InOrder(background, log, until);
    const receiving = {
      core,
      client: to,
      rest,
      guilds,
      members,
      memberships,
      channels,
      log,
      background,
      inOrder,
      signal: until,
    };
    onEvents(receiving);
    onChannels(receiving);
    onDirectMessages(receiving);
    onInteractions(receiving);
    // A resumed session has had its events again; one that began anew has missed some.
    to.on(Events.ShardReady, (shard) => {
      background.run('catch-up', () => catchUpShard(receiving, shard));
    });
    // Also emitted for a guild that the bot has just joined. Those that come in time are a shard's.
    for (const event of [Events.GuildAvailable, Events.GuildCreate] as const) {
      to.on(event, ({ id, shardId }) => {
        if (to.ws.shards.get(shardId)?.status === Status.Ready)
          background.run('catch-up', () => catchUpLate(receiving, id));
      });
    }
    to.once(Events.ClientReady, (ready) => {
      background.run('registering commands', async () => {
        const register = () => registerIfChanged(ready, rest, bot);
        const haveChanged = await pRetry(register, { retries: 5, signal: until });
        log.info({ haveChanged }, 'the commands are registered at Discord');
      });
    });
    to.on(Events.Error, (error) => log.warn({ error: describeError(error) }, 'Discord’s client has trouble'));
    to.on(Events.ShardError, (error, shard) =>
      log.warn({ shard, error: describeError(error) }, 'a connection to Discord broke'),
    );
  }

  async function connect(): Promise<void> {
    await client?.destroy();
    await askForSession(rest);
    const next = createClient(config.apiUrl, log);
    client = next;
    listen(next);
    try {
      await logIn(next, config.token, until);
    } catch (error) {
      await next.destroy();
      throw error;
    }
    // Only what Discord doesn't let us mend by ourselves ends a session for good; a new start learns which it is.
    next.on(Events.ShardDisconnect, () => {
      if (client === next && !until.aborted) reach?.begin();
    });
  }

  const problem = () => reach?.problem ?? (isBroken(client) ? 'The connection to Discord broke.' : undefined);

  const platform = createDiscordPlatform({
    rest,
    bot,
    guilds,
    members,
    memberships,
    client: () => client,
    signal: until,
  });
  return {
    platform: rememberingDirectMessages(
      { db, log, now },
      { ...platform, forget: async (workspace, member) => members.forget(workspace, member) },
    ),
    problem,
    state() {
      if (!reach) return 'sends only; another process is its gateway';
      const trouble = problem();
      return trouble ? `${trouble} Whetstone keeps trying.` : whereabouts(client?.guilds.cache.size ?? 0);
    },
    async receive() {
      reach = new Reach({
        service: 'Discord',
        judge,
        attempt: connect,
        refusal: () => refusedToken,
        log,
        signal: until,
      });
      const refusal = await reach.begin();
      if (refusal) throw refusal;
    },
    async stop() {
      await client?.destroy();
      stopping.abort();
      await background.settle();
    },
  };
}

function whereabouts(count: number): string {
  return count === 0
    ? 'connected, in no server yet; `whetstone doctor` prints the invite link'
    : `connected, in ${count} ${count === 1 ? 'server' : 'servers'}`;
}

/** The library mends it by itself. */
function isBroken(client: Client | undefined): boolean {
  return client?.ws.shards.some(({ status }) => status !== Status.Ready) ?? false;
}
