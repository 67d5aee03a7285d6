import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { OpenAiSettings } from '../../src/config/openai.ts';

const requestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.looseObject({ type: z.string() }).optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
});
export type ModelRequest = z.infer<typeof requestSchema>;

/** What the server answers: a model's words, or what it is told to fail with. */
export type ModelAnswer =
  | string
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown }
  | { readonly content?: string; readonly refusal?: string; readonly finish?: string };

/** An OpenAI-compatible server whose model is a function. It lists one model, `double`. */
export async function modelServer(answer: (request: ModelRequest) => ModelAnswer | Promise<ModelAnswer>) {
  const requests: ModelRequest[] = [];
  const server = createServer(async (incoming, response) => {
    response.setHeader('content-type', 'application/json');
    if (incoming.method === 'GET') {
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'double', object: 'model' }] }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = requestSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
    requests.push(request);
    const given = await answer(request);
    if (typeof given === 'object' && 'status' in given) {
      response.writeHead(given.status, given.headers);
      response.end(JSON.stringify(given.body ?? { error: { message: 'no', type: 'error' } }));
      return;
    }
    const {
      content,
      refusal = null,
      finish = 'stop',
    } = typeof given === 'string' ? { content: given } : given;
    const message = { role: 'assistant', content: content ?? null, refusal };
    response.end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 0,
        model: request.model,
        choices: [{ index: 0, message, finish_reason: finish, logprobs: null }],
        usage: { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1000 },
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const settings: OpenAiSettings = {
    apiKey: undefined,
    baseUrl,
    model: 'double',
    price: { input: 1, output: 10 },
  };
  return {
    requests,
    settings,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
