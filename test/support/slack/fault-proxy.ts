import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Strictness } from './strict-slack.ts';

/** What the proxy does to a call instead of passing it on quietly. */
export type Fault =
  /** Answers so, and Slack never hears of the call. `retryAfter` in seconds. */
  | { readonly status: number; readonly retryAfter?: number; readonly body?: string }
  /** An error code of Slack's, with what it adds to it. */
  | { readonly code: string; readonly more?: Readonly<Record<string, unknown>> }
  /** Cuts the connection before Slack has heard of the call, or after it has done it. */
  | { readonly cut: 'before' | 'after' }
  /** Passes the call on, but never answers. */
  | 'hang'
  /** None: for a fault of the call after it. */
  | 'none';

export interface FaultProxy {
  /** As in `http://127.0.0.1:4000/api/`. */
  readonly apiUrl: string;
  /** The next call of the method meets the fault; several are met one after the other. */
  next(method: string, fault: Fault): void;
  /** Forgets what no call has met yet. */
  forget(): void;
  /** Every call of every method meets the fault, until `undefined` is given. */
  always(fault: Fault | undefined): void;
  /** A file at a path, for whoever has a token. Returns its address. */
  serve(path: string, type: string, body: string): string;
  /** Methods called so far, in order, with what was sent. */
  readonly calls: readonly { readonly method: string; readonly params: URLSearchParams }[];
  close(): Promise<void>;
}

/** Stands before Slack's API, is as strict as the real one, and misbehaves when told to. */
export async function startFaultProxy(target: string, strictness: Strictness): Promise<FaultProxy> {
  const planned = new Map<string, Fault[]>();
  const calls: { method: string; params: URLSearchParams }[] = [];
  const files = new Map<string, { readonly type: string; readonly body: string }>();
  let standing: Fault | undefined;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString();
    const method = (request.url ?? '').replace(/^\/api\//, '').replace(/\?.*$/, '');
    calls.push({ method, params: new URLSearchParams(body) });
    const fault = standing ?? planned.get(method)?.shift();
    const file = files.get(method);
    if (file && fault === undefined) {
      const isAllowed = request.headers.authorization?.startsWith('Bearer xoxb-');
      // Whoever has none is sent to a page on which to sign in.
      if (!isAllowed) return void response.writeHead(302, { location: '/signin' }).end();
      return void response.writeHead(200, { 'content-type': file.type }).end(file.body);
    }
    if (fault === undefined || fault === 'none') return pass(request, method, body, response);
    if (fault === 'hang') return void (await forward(request, body));
    if ('cut' in fault) {
      if (fault.cut === 'after') await forward(request, body);
      response.destroy();
    } else if ('code' in fault) {
      respond(response, { ok: false, error: fault.code, ...fault.more });
    } else {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      response.writeHead(fault.status).end(fault.body ?? '');
    }
  }

  function forward({ url = '', headers, method = 'POST' }: IncomingMessage, body: string): Promise<Response> {
    const { authorization = '', 'content-type': type = '' } = headers;
    return fetch(new URL(url, target), {
      method,
      headers: { authorization, 'content-type': type },
      ...(body === '' ? {} : { body }),
    });
  }

  async function pass(request: IncomingMessage, method: string, body: string, response: ServerResponse) {
    const params = new URLSearchParams(body);
    const refusal = strictness.refuse(method, params);
    if (refusal !== undefined) return respond(response, { ok: false, error: refusal });
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const scopes = strictness.scopesOf?.(token);
    if (scopes) response.setHeader('x-oauth-scopes', scopes.join(','));
    const answer = (await (await forward(request, body)).json()) as Answer;
    respond(response, strictness.amend(method, params, answer));
  }

  function respond(response: ServerResponse, answer: object): void {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    serve: (path, type, body) => {
      files.set(path, { type, body });
      return `${origin()}${path}`;
    },
    apiUrl: `${origin()}/api/`,
    next: (method, fault) => void planned.set(method, [...(planned.get(method) ?? []), fault]),
    forget: () => planned.clear(),
    always: (fault) => {
      standing = fault;
    },
    calls,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
