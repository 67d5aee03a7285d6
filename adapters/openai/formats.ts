import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { limits } from './limits.ts';

type Request = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** How a model is made to answer in JSON, the strictest first. A server that refuses one is asked by the next. */
export const formats = ['json_schema', 'json_object', 'text'] as const;
export type Format = (typeof formats)[number];

/** The request in a format; those without a schema are told it in words. */
export function inFormat(
  format: Format,
  { model, messages }: Request,
  name: string,
  schema: z.ZodType,
  tokens: number = limits.outputTokens,
): Request {
  const most = { max_completion_tokens: tokens };
  if (format === 'json_schema') {
    return { model, messages, ...most, response_format: zodResponseFormat(schema, name) };
  }
  const told = `Answer with one JSON object and nothing else. Its JSON Schema:\n${JSON.stringify(z.toJSONSchema(schema))}`;
  const all: Request['messages'] = messages.map((message) =>
    message.role === 'system' ? { role: 'system', content: `${message.content}\n\n${told}` } : message,
  );
  if (format === 'json_object') {
    return { model, messages: all, ...most, response_format: { type: 'json_object' } };
  }
  // The parameter that servers knew first.
  return { model, messages: all, max_tokens: tokens };
}

/** The JSON in what a model said: alone, after its thoughts, in a code fence, or between sentences. */
export function jsonIn(content: string): unknown {
  const said = content.slice(thoughtsOf(content));
  const [from, to] = [said.indexOf('{'), said.lastIndexOf('}')];
  if (from < 0 || to < from) return undefined;
  try {
    return JSON.parse(said.slice(from, to + 1));
  } catch {
    return undefined;
  }
}

/** Where the thoughts end with which some models begin. */
function thoughtsOf(content: string): number {
  return /^\s*<think>/i.test(content) ? Math.max(0, content.search(/<\/think>/i)) : 0;
}
