import { Client, Events, Options, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { describeError, UserError } from '../../src/base/errors.ts';
import type { Log } from '../../src/base/log.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { refusedToken } from './errors.ts';
import { neededIntents } from './intents.ts';
import { apiVersion } from './rest.ts';

/** Messages and members are in the database; of Discord only guilds, channels and roles are kept in memory. */
const makeCache = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
  UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
  ThreadMemberManager: 0,
  PresenceManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildInviteManager: 0,
  GuildBanManager: 0,
  VoiceStateManager: 0,
  StageInstanceManager: 0,
  GuildScheduledEventManager: 0,
  AutoModerationRuleManager: 0,
});

/** A client that shards when Discord wants it, and resumes or begins its sessions anew by itself. */
export function createClient(apiUrl: string | undefined, log: Log): Client {
  const client = new Client({
    intents: neededIntents.map(({ bit }) => bit),
    makeCache,
    shards: 'auto',
    rest: { version: apiVersion, ...(apiUrl === undefined ? {} : { api: apiUrl }) },
  });
  surviveOddEvents(client, log);
  return client;
}

/**
 * What Whetstone listens to it reads by itself. When the library can't make sense of the same for its own objects, it would
 * end the process, and again when the session is resumed and the event comes once more.
 */
function surviveOddEvents({ ws }: Client, log: Log): void {
  const library = ws as unknown as {
    handlePacket(packet?: { readonly t: string }, ...more: unknown[]): boolean;
  };
  const handle = library.handlePacket.bind(ws);
  library.handlePacket = (packet, ...more) => {
    try {
      return handle(packet, ...more);
    } catch (error) {
      log.info({ event: packet?.t, error: describeError(error) }, 'discord.js could not read an event');
      return true;
    }
  };
}

/** Close codes after which Discord lets nobody in. @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const closeReasons: Readonly<Record<number, string>> = {
  4004: refusedToken,
  4010: 'Discord rejected the shard that Whetstone asked for. Restart Whetstone so that it asks how many there are.',
  4011: 'Discord requires more shards than Whetstone asked for. Restart Whetstone.',
  4013: 'Discord no longer supports the intents that this version of Whetstone asks for. Update Whetstone.',
  4014: 'Discord rejected the intents that Whetstone asks for. Turn on “Message Content Intent” on the application’s “Bot” page, under Privileged Gateway Intents, so that Whetstone can read answers.',
};

const gatewaySchema = z.object({
  shards: z.number(),
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

/**
 * Asks whether a session may begin: what Discord says here of the token counts. The library takes any 401 for a verdict.
 *
 * @throws what can't be read, and a PlatformError with the time of the next session when today's are used up
 * @see https://docs.discord.com/developers/events/gateway#get-gateway-bot
 */
export async function askForSession(rest: REST): Promise<void> {
  const { data } = gatewaySchema.safeParse(await rest.get(Routes.gatewayBot()));
  if (!data)
    throw new PlatformError('temporary', 'Discord’s answer could not be understood.', {
      code: 'no answer of Discord’s',
    });
  const { remaining, reset_after: retryAfterMs } = data.session_start_limit;
  if (remaining >= data.shards) return;
  const until = new Date(Date.now() + retryAfterMs).toISOString().replace(/T(.{5}).*/, ' $1 UTC');
  const code = `the day’s sessions are used up; it goes on at ${until}`;
  throw new PlatformError('rate-limited', `Discord begins no session: ${code}.`, { retryAfterMs, code });
}

/** Logs in and resolves when every shard is ready. @throws UserError for what Discord refuses. */
export async function logIn(client: Client, token: string, signal: AbortSignal): Promise<void> {
  const refused = Promise.withResolvers<never>();
  const onClose = ({ code }: { readonly code: number }) => {
    const reason = closeReasons[code];
    if (reason) refused.reject(new UserError(reason));
  };
  const onAbort = () => refused.reject(signal.reason);
  client.on(Events.ShardDisconnect, onClose);
  signal.addEventListener('abort', onAbort);
  try {
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await Promise.race([client.login(token).then(() => ready), refused.promise]);
  } finally {
    client.off(Events.ShardDisconnect, onClose);
    signal.removeEventListener('abort', onAbort);
  }
}
