import { problemOfCode } from './problem.ts';

/** Which requests; all, unless said. In a path `:any` stands for one part of it, as in `/channels/:any/messages`. */
export interface Matching {
  readonly method?: string;
  /** After `/api/v10`. */
  readonly path?: string | RegExp;
}

type Kind =
  | { readonly status: number; readonly body?: string | object }
  /** One of Discord's error codes. */
  | { readonly code: number }
  | { readonly retryAfterSeconds: number; readonly scope?: 'user' | 'shared' | 'global' }
  /** Cuts the connection before the request is handled, or after. */
  | { readonly lose: 'request' | 'answer' };

/** Once, unless said. */
export type Fault = Matching & { readonly times?: number } & Kind;

export interface Hold {
  /** Resolves once a request is held. */
  readonly reached: Promise<void>;
  release(): void;
}

interface Planned extends Matching {
  remaining: number;
  run(handle: () => Promise<Response>): Promise<Response | 'cut'>;
}

/** What goes wrong with the next requests. */
export class Faults {
  #planned: readonly Planned[] = [];

  next(fault: Fault): void {
    const { times = 1, ...rest } = fault;
    this.#plan({ ...rest, remaining: times, run: (handle) => failing(fault, handle) });
  }

  /** Forgets what was planned. */
  clear(): void {
    this.#planned = [];
  }

  /** Keeps the next such request unhandled or, once it was handled, its answer. */
  hold(matching: Matching & { readonly at?: 'request' | 'answer' }): Hold {
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const wait = () => {
      reached.resolve();
      return released.promise;
    };
    this.#plan({
      ...matching,
      remaining: 1,
      run: async (handle) => {
        if (matching.at !== 'answer') await wait();
        const answer = await handle();
        if (matching.at === 'answer') await wait();
        return answer;
      },
    });
    return { reached: reached.promise, release: () => released.resolve() };
  }

  /** Answers a request, or says that its connection is to be cut. */
  run(method: string, path: string, handle: () => Promise<Response>): Promise<Response | 'cut'> {
    const planned = this.#planned.find((one) => matches(one, method, path));
    if (!planned) return handle();
    planned.remaining -= 1;
    this.#planned = this.#planned.filter(({ remaining }) => remaining > 0);
    return planned.run(handle);
  }

  #plan(planned: Planned): void {
    this.#planned = [...this.#planned, planned];
  }
}

function matches(matching: Matching, method: string, path: string): boolean {
  if (matching.method !== undefined && matching.method !== method) return false;
  if (matching.path === undefined) return true;
  if (typeof matching.path !== 'string') return matching.path.test(path);
  const [wanted, given] = [matching.path.split('/'), path.split('/')];
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at])
  );
}

async function failing(fault: Kind, handle: () => Promise<Response>): Promise<Response | 'cut'> {
  if ('lose' in fault) {
    if (fault.lose === 'answer') await handle();
    return 'cut';
  }
  if ('retryAfterSeconds' in fault) return limited(fault.retryAfterSeconds, fault.scope ?? 'user');
  if ('code' in fault) {
    const problem = problemOfCode(fault.code);
    return Response.json(problem.toJSON(), { status: problem.status });
  }
  const { status, body = '<html><body>Bad gateway</body></html>' } = fault;
  if (typeof body === 'object') return Response.json(body, { status });
  return new Response(body, { status, headers: { 'content-type': 'text/html' } });
}

/** @see https://docs.discord.com/developers/topics/rate-limits */
function limited(seconds: number, scope: 'user' | 'shared' | 'global'): Response {
  const isGlobal = scope === 'global';
  return Response.json(
    { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal },
    {
      status: 429,
      headers: {
        'retry-after': String(seconds),
        'x-ratelimit-scope': scope,
        ...(isGlobal
          ? { 'x-ratelimit-global': 'true' }
          : { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': String(seconds) }),
      },
    },
  );
}
