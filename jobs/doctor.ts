import { Redis } from 'ioredis';
import { causeCode } from '../src/base/errors.ts';
import { connectTimeoutMs, troubleWith } from '../src/base/wait-for.ts';
import { bad, type Check, check, good, off } from '../src/doctor/check.ts';
import { connectFirst, evictingPolicy, inspect, mendPolicy } from './redis.ts';

export const checkRedis = (url: string | undefined): Promise<Check[]> =>
  check('Redis', async () => {
    if (url === undefined) return off('not used: the queue lives in PostgreSQL');
    const redis = new Redis(url, {
      lazyConnect: true,
      connectTimeout: connectTimeoutMs,
      // A frozen server takes the connection, and answers nothing.
      commandTimeout: connectTimeoutMs,
      enableReadyCheck: false,
      disconnectTimeout: 0,
      retryStrategy: () => null,
    });
    try {
      await connectFirst(redis);
      const info = await inspect(redis);
      const version = info.get('valkey_version') ?? info.get('redis_version') ?? 'of unknown version';
      const name = info.has('valkey_version') ? 'Valkey' : 'Redis';
      const policy = evictingPolicy(info);
      return policy
        ? bad(`${name} ${version} may evict jobs (${policy})`, mendPolicy)
        : good(`${name} ${version} at ${new URL(url).host}, noeviction`);
    } catch (error) {
      return bad(...troubleWith({ name: 'Redis', url, variable: 'REDIS_URL' }, error));
    } finally {
      redis.disconnect();
    }
  });

/** Sends no trace at all to the collector, which it has to accept like any other. */
export const checkCollector = (endpoint: string | undefined): Promise<Check[]> =>
  check('Traces', async (signal) => {
    if (endpoint === undefined) return off('sent nowhere');
    const { host } = new URL(endpoint);
    try {
      const response = await fetch(`${endpoint}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"resourceSpans":[]}',
        signal,
      });
      if (response.ok) return good(`the collector at ${host} takes them`);
      return bad(
        `${host} answers with HTTP ${response.status}`,
        'Is it an OpenTelemetry collector that takes OTLP over HTTP? Usually that is port 4318.',
      );
    } catch (error) {
      return bad(
        `${host} can’t be reached (${causeCode(error)})`,
        'Start the collector, or unset OTEL_EXPORTER_OTLP_ENDPOINT.',
      );
    }
  });
