import { Agent, request } from 'node:http';
import { expect } from 'vitest';
import { secretWords } from './hostile.ts';

export interface Ask {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Over connections that stay open. The server may close one at the moment in which it is used again: then over a new one. */
export async function ask(address: string, asked: Ask): Promise<Answer> {
  try {
    return await once(address, asked, agent);
  } catch {
    return once(address, asked, false);
  }
}

/** A stream is left once it has begun. */
function once(address: string, asked: Ask, agent: Agent | false): Promise<Answer> {
  const { method, path, body } = asked;
  // Node.js says no length of what goes with OPTIONS or DELETE, and the server would read it as another request.
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  const headers = { ...length, ...asked.headers };
  const { hostname, port } = new URL(address);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
    const chunks: Buffer[] = [];
    const done = () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
    if (response.headers['content-type']?.startsWith('text/event-stream')) {
      sent.destroy();
      return done();
    }
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', done);
    response.on('error', reject);
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** What no answer and no line of the log may tell. */
export function expectNoLeak(text: string, secrets: readonly string[], what: string): void {
  for (const secret of [...secrets, secretWords])
    if (text.includes(secret)) throw new Error(`${what} tells “${secret}”: ${text.slice(0, 500)}`);
}

/** Nor where the program is, and what went wrong in it. */
export function expectNoTrace(text: string, what: string): void {
  expect(text, what).not.toMatch(/node_modules|\n\s+at |TypeError|postgres(ql)?:\/\//);
}
