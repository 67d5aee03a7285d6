import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Faults } from './faults.ts';
import { Problem, problem } from './problem.ts';
import { api } from './rest/api.ts';
import type { Upload, World } from './world.ts';

export interface RecordedRequest {
  readonly method: string;
  /** After `/api/v10`, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** As parsed from JSON; of an upload, its `payload_json`. */
  readonly body: unknown;
  readonly uploads: readonly Upload[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers requests out of the world, with the faults planned, and writes them down. */
export async function startHttpServer(
  world: World,
  faults: Faults,
  requests: RecordedRequest[],
): Promise<Server> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const method = incoming.method ?? 'GET';
    const url = new URL(incoming.url ?? '/', world.origin);
    const headers = incoming.headers as Record<string, string>;
    const raw = Buffer.concat(await incoming.toArray());
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ''));
    const read = await contentOf(url, headers, raw).catch((refusal: unknown) => refusal);
    if (read instanceof Problem) return send(outgoing, refused(read), method, path);
    const { body, uploads } = read as Content;
    requests.push({ method, path, query: Object.fromEntries(url.searchParams), body, uploads, headers });
    const answer = async () =>
      api.fetch(new Request(url, { method, headers: authorization(headers) }), { world, body, uploads });
    const answered = await faults.run(method, path, answer);
    if (answered === 'cut') outgoing.destroy();
    else await send(outgoing, answered, method, path);
  }
}

const refused = (why: Problem) => Response.json(why.toJSON(), { status: why.status });

const authorization = ({ authorization }: Readonly<Record<string, string>>) =>
  authorization === undefined ? {} : { authorization };

async function send(outgoing: ServerResponse, answer: Response, method: string, path: string): Promise<void> {
  const limits = {
    'x-ratelimit-limit': '50',
    'x-ratelimit-remaining': '49',
    'x-ratelimit-reset': String(Date.now() / 1000 + 1),
    'x-ratelimit-reset-after': '1',
    'x-ratelimit-bucket': `${method}${path.replace(/\d{15,}/g, '')}`.replace(/[^\w]/g, '-'),
  };
  outgoing.writeHead(answer.status, { ...limits, ...Object.fromEntries(answer.headers) });
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
}

interface Content {
  readonly body: unknown;
  readonly uploads: readonly Upload[];
}

async function contentOf(url: URL, headers: Readonly<Record<string, string>>, raw: Buffer): Promise<Content> {
  if (raw.length === 0) return { body: undefined, uploads: [] };
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return { body: json(raw.toString()), uploads: [] };
  const form = await new Request(url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(raw),
  }).formData();
  const files = [...form].flatMap(([name, value]) =>
    typeof value !== 'string' && name.startsWith('files[') ? [value] : [],
  );
  const uploads = files.map(async (file) => ({
    name: file.name,
    type: file.type,
    bytes: await file.bytes(),
  }));
  return { body: json(String(form.get('payload_json') ?? '{}')), uploads: await Promise.all(uploads) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw problem('invalidJson');
  }
}
