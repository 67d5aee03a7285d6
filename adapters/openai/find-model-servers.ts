import { openAiClient } from './client.ts';

/** A server of this machine that models can be asked at. */
export interface ModelServer {
  readonly name: string;
  readonly baseUrl: string;
  readonly models: readonly string[];
}

export interface ModelPort {
  readonly port: number;
  /** What usually listens there. */
  readonly name: string;
}

/** Where servers of models listen unless they are told otherwise. */
const usualPorts: readonly ModelPort[] = [
  { port: 11434, name: 'Ollama' },
  { port: 1234, name: 'LM Studio' },
  { port: 8000, name: 'vLLM' },
  { port: 8080, name: 'llama.cpp' },
];

/** Of this machine: it answers at once or not at all. */
const patienceMs = 500;

/** Asks each port of this machine for its list of models, all at once. Left out is what gives none. */
export async function findModelServers(ports = usualPorts): Promise<ModelServer[]> {
  return (await Promise.all(ports.map(serverAt))).flat();
}

async function serverAt({ port, name }: ModelPort): Promise<ModelServer[]> {
  const baseUrl = `http://localhost:${port}/v1`;
  const settings = { apiKey: undefined, baseUrl, model: '', price: undefined };
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const { data } = await openAiClient(settings, patienceMs).models.list({ signal });
    const models = data.map(({ id }) => id);
    return models.length > 0 ? [{ name, baseUrl, models }] : [];
  } catch {
    // Nothing is there, or something else.
    return [];
  }
}
