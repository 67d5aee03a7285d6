import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPModuleFunctions } from '@slack/bolt';
import type { Log } from '../../src/base/log.ts';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Several times the largest that Slack sends: a form with all of its fields full. */
const largestBytes = 1024 * 1024;
/** Of all bodies that are being read together. */
const mostBytes = 32 * largestBytes;
/** Slack sends a body at once, and waits three seconds for the answer. */
const patienceMs = 5000;
/** Bolt refuses what was signed longer ago. @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
const freshSeconds = 5 * 60;

const tooMuch = 503;
const quietMs = 60_000;

/** A body that is being read. */
interface Reading {
  bytes: number;
  refuse(status: number): void;
}

class UnderWay {
  readonly #all = new Set<Reading>();
  #bytes = 0;

  add(reading: Reading): void {
    this.#all.add(reading);
  }

  delete(reading: Reading): void {
    if (this.#all.delete(reading)) this.#bytes -= reading.bytes;
  }

  /** Refuses the largest when all together are too much: Slack's own are small. */
  grow(reading: Reading, bytes: number): void {
    if (!this.#all.has(reading)) return;
    reading.bytes += bytes;
    this.#bytes += bytes;
    if (this.#bytes <= mostBytes) return;
    const largest = [...this.#all].reduce((one, other) => (other.bytes > one.bytes ? other : one));
    this.delete(largest);
    largest.refuse(tooMuch);
  }
}

/**
 * Lets through only what may be Slack's, before Bolt verifies its signature: until then nobody is believed, and what is read costs memory. Bolt reads
 * anything as an object, and dies of what is none.
 */
export function checkingBodies(listener: Listener, log: Log): Listener {
  const underWay = new UnderWay();
  let toldAt = Number.NEGATIVE_INFINITY;
  // Once in a while: whoever sends so much would fill the log, too.
  const tell = () => {
    if (performance.now() - toldAt < quietMs) return;
    toldAt = performance.now();
    log.warn(
      { bytes: mostBytes },
      'requests to Slack’s address are refused, since too many large ones came at once',
    );
  };
  return (request, response) => {
    if (request.method !== 'POST') return listener(request, response);
    void refusalOf(request, underWay).then((status) => {
      if (status === undefined) return listener(request, response);
      if (status === tooMuch) tell();
      response.writeHead(status, { connection: 'close' }).end();
      // What still comes is dropped as it comes, so that the sender gets to read the answer.
      request.resume();
      setTimeout(() => request.destroy(), patienceMs).unref();
    });
  };
}

async function refusalOf(request: IncomingMessage, underWay: UnderWay): Promise<number | undefined> {
  if (!isFresh(request)) return 401;
  if (Number(request.headers['content-length'] ?? 0) > largestBytes) return 413;
  const { bufferIncomingMessage, isRawBodyError, parseHTTPRequestBody } = HTTPModuleFunctions;
  const { promise: refused, resolve: refuse } = Promise.withResolvers<number>();
  const reading = { bytes: 0, refuse };
  const timer = setTimeout(refuse, patienceMs, 408);
  underWay.add(reading);
  request.on('data', (chunk: Buffer) => {
    underWay.grow(reading, chunk.length);
  });
  try {
    const buffered = await Promise.race([refused, bufferIncomingMessage(request, largestBytes)]);
    if (typeof buffered === 'number') return buffered;
    const body: unknown = parseHTTPRequestBody(buffered);
    return typeof body === 'object' && body !== null ? undefined : 400;
  } catch (error) {
    return isRawBodyError(error) ? error.statusCode : 400;
  } finally {
    clearTimeout(timer);
    underWay.delete(reading);
  }
}

function isFresh({ headers }: IncomingMessage): boolean {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': sent } = headers;
  if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  return Math.abs(Date.now() / 1000 - Number(sent)) <= freshSeconds;
}
