import { REST } from 'discord.js';

/** Longer waits for Discord's limits are the core's: it retries from the database, also after a restart. */
const longestWaitMs = 5_000;

/** Longer than Discord ever takes, and well within the two minutes after which a post's claim is taken for dead. */
const timeoutMs = 10_000;

export const apiVersion = '10';

/** The library forgets its token at any 401, also at a proxy's: then nothing would go until the next start. */
class FaithfulRest extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

/** Keeps to Discord's limits by itself, route by route; it tries once, since the core retries from the database. */
export function discordRest(token: string, apiUrl: string | undefined, timeout = timeoutMs): REST {
  return new FaithfulRest({
    version: apiVersion,
    ...(apiUrl === undefined ? {} : { api: apiUrl }),
    retries: 0,
    timeout,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > longestWaitMs,
  }).setToken(token);
}
