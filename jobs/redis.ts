import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { UserError } from '../src/base/errors.ts';
import { connectTimeoutMs } from '../src/base/wait-for.ts';

/** @see https://docs.bullmq.io/guide/going-to-production#max-memory-policy */
const policyNeeded = 'noeviction';

interface Limits {
  /** How long a command of those who don't wait may take. */
  readonly commandTimeoutMs: number;
  /** How long the server may say nothing while a command waits for it. */
  readonly silenceMs: number;
}

type Options = Pick<
  RedisOptions,
  'connectTimeout' | 'keepAlive' | 'socketTimeout' | 'commandTimeout' | 'maxRetriesPerRequest'
>;

interface RedisConnections {
  /** Waits for Redis to come back. */
  readonly patient: Redis | Cluster;
  /** Doesn't. */
  readonly brisk: Redis | Cluster;
  close(): void;
}

/** ioredis itself would reject with "Connection is closed." and tell the cause only to listeners. */
export async function connectFirst(connection: Redis | Cluster): Promise<void> {
  let cause: unknown;
  const remember = (error: unknown) => {
    cause = error;
  };
  connection.on('error', remember);
  try {
    await connection.connect();
  } catch (error) {
    throw cause ?? error;
  } finally {
    connection.off('error', remember);
  }
}

/** To a single server or, where the one that is named belongs to a cluster, to all of that. @throws UserError when it may evict jobs. */
export async function connectToRedis(
  url: string,
  { commandTimeoutMs, silenceMs }: Limits,
): Promise<RedisConnections> {
  const common = {
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    keepAlive: silenceMs,
    socketTimeout: silenceMs,
  };
  const isCluster = await examine(url);
  const patient = isCluster
    ? clusterOf(url, { ...common, maxRetriesPerRequest: null }, true)
    : new Redis(url, { ...common, maxRetriesPerRequest: null });
  const limited = { ...common, commandTimeout: commandTimeoutMs };
  const brisk = isCluster
    ? clusterOf(url, limited, false)
    : new Redis(url, {
        ...limited,
        enableOfflineQueue: false,
        retryStrategy: (times) => Math.min(times * 100, 2000),
      });
  const connections = [patient, brisk];
  const close = () => {
    for (const connection of connections) connection.disconnect();
  };
  try {
    for (const connection of connections) {
      await connectFirst(connection);
      // Without a listener an error ends the process; the queue and the worker report it.
      connection.on('error', () => undefined);
    }
  } catch (error) {
    // Else it would go on trying in the background.
    close();
    throw error;
  }
  return { patient, brisk, close };
}

/** Tells whether the server belongs to a cluster. */
async function examine(url: string): Promise<boolean> {
  const scout = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    commandTimeout: connectTimeoutMs,
    enableReadyCheck: false,
    retryStrategy: () => null,
  });
  try {
    await connectFirst(scout);
    const info = await inspect(scout);
    const policy = evictingPolicy(info);
    if (policy)
      throw new UserError(`Redis at ${new URL(url).host} may evict jobs (${policy}). ${mendPolicy}`);
    return info.get('cluster_enabled') === '1';
  } finally {
    scout.disconnect();
  }
}

function clusterOf(url: string, options: Options, enableOfflineQueue: boolean): Cluster {
  const { hostname, port, username, password, protocol } = new URL(url);
  return new Cluster([{ host: hostname, port: Number(port || 6379) }], {
    lazyConnect: true,
    enableOfflineQueue,
    // A certificate is for the name by which a node is known.
    dnsLookup: (address, done) => done(null, address),
    redisOptions: {
      ...options,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' && { tls: {} }),
    },
  });
}

/** What the server says of itself: lines as `redis_version:7.2.4`. */
export async function inspect(redis: Redis): Promise<ReadonlyMap<string, string>> {
  const lines = (await redis.info()).split('\r\n').map((line) => /^(\w+):(.*)$/.exec(line));
  return new Map(lines.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : [])));
}

/** The policy by which the server makes room, where jobs may vanish by it; undefined where they stay. */
export function evictingPolicy(info: ReadonlyMap<string, string>): string | undefined {
  const policy = info.get('maxmemory_policy');
  return policy === policyNeeded ? undefined : policy;
}

export const mendPolicy = `Set "maxmemory-policy ${policyNeeded}" in its configuration.`;
