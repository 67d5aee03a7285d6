import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';

/** What failed is told by the errors; the library's log would tell it twice, and quote what people wrote. */
const silence: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** Longer than Slack ever takes, and well within the two minutes after which a post's claim is taken for dead. */
const defaultTimeoutMs = 10_000;

/**
 * A client of its own for every workspace, so that none waits in a queue for another. It tries once: the core retries
 * from the database, at the time that Slack named, also after a restart.
 */
export function slackClient(
  token: string,
  slackApiUrl?: string,
  timeoutMs = defaultTimeoutMs,
  signal?: AbortSignal,
): WebClient {
  return new WebClient(token, { ...clientOptions(slackApiUrl, timeoutMs, signal), logger: silence });
}

/** Aborting the signal cuts off the calls under way. */
export function clientOptions(
  slackApiUrl: string | undefined,
  timeoutMs: number,
  signal?: AbortSignal,
): WebClientOptions {
  return {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    ...(signal === undefined ? {} : { fetch: fetchUntil(signal) }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
  };
}

function fetchUntil(signal: AbortSignal): typeof fetch {
  return (url, init) =>
    fetch(url, { ...init, signal: init?.signal ? AbortSignal.any([signal, init.signal]) : signal });
}
