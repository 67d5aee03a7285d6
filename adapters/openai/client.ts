import OpenAI from 'openai';
import type { OpenAiSettings } from '../../src/config/openai.ts';

export const openAiUrl = 'https://api.openai.com/v1';

/** The host of the server that is asked. */
export const serverOf = ({ baseUrl }: OpenAiSettings): string => new URL(baseUrl ?? openAiUrl).host;

/** Whatever fails is tried again by the one who asked: the state is in the database, and holds no place in a queue. */
export function openAiClient({ apiKey, baseUrl }: OpenAiSettings, timeout: number): OpenAI {
  return new OpenAI({
    // Servers of one's own need none, but the header is sent.
    apiKey: apiKey ?? 'none',
    baseURL: baseUrl ?? openAiUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout,
    // It would log what people wrote.
    logLevel: 'off',
  });
}
