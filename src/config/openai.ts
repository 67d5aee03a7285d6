import type { Variables } from './variables.ts';

export interface OpenAiSettings {
  /** Undefined for servers that need none. */
  readonly apiKey: string | undefined;
  /** Undefined: OpenAI's own. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  /** Dollars per million tokens; undefined: not known. */
  readonly price: { readonly input: number; readonly output: number } | undefined;
}

/** What a key alone gets, and its price. */
export const usualModel = 'gpt-5.4-mini';
export const usualPrice = { input: 0.75, output: 4.5 };

export function openAiSettings(data: Variables, problems: string[]): OpenAiSettings | undefined {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL, OPENAI_PRICE } = data;
  if (!apiKey && !baseUrl) {
    if (OPENAI_MODEL || OPENAI_PRICE)
      problems.push(
        'OPENAI_API_KEY is missing: set it, or set OPENAI_BASE_URL to a server that needs no key.',
      );
    return undefined;
  }
  const model = OPENAI_MODEL ?? usualModel;
  const known = !baseUrl && model === usualModel ? usualPrice : undefined;
  return { apiKey, baseUrl: baseUrl?.replace(/\/$/, ''), model, price: OPENAI_PRICE ?? known };
}
