import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import { request } from 'undici';

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
    fetch: fetchUntil(signal),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
  };
}

/**
 * What the library does with `fetch`, by a plain request of the same HTTP client, which takes half the time: most of
 * what a post costs is this call. Slack redirects nothing, and what is no answer of Slack's fails by its status.
 */
function fetchUntil(end: AbortSignal | undefined): NonNullable<WebClientOptions['fetch']> {
  return async (url, { method = 'POST', headers = {}, body, signal } = {}) => {
    const ends = [end, signal].filter((one) => one !== undefined);
    const answer = await request(url, {
      method,
      headers,
      // Only files are sent otherwise, and Whetstone has none.
      body: body as string,
      ...(ends.length > 0 && { signal: ends.length > 1 ? AbortSignal.any(ends) : ends[0] }),
    });
    const fields = Object.entries(answer.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    return new Response(await answer.body.text(), { status: answer.statusCode, headers: fields });
  };
}
