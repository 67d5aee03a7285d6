import type OpenAI from 'openai';
import pLimit from 'p-limit';
import type { z } from 'zod';
import { causeCode } from '../../src/base/errors.ts';
import { type CallOptions, CoachError } from '../../src/domain/coach.ts';
import { asCoachError, mayRefuseFormat } from './errors.ts';
import { type Format, formats, inFormat, jsonIn } from './formats.ts';
import { limits } from './limits.ts';
import type { Price } from './price.ts';
import { costOf } from './price.ts';

interface Ask<T> {
  /** Of the schema, for the server. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly system: string;
  readonly user: string;
  /** What it may take, where that is more than usual. */
  readonly tokens?: number;
  readonly callMs?: number;
}

export type AskModel = <T>(ask: Ask<T>, options?: CallOptions) => Promise<T>;

interface Asking {
  readonly client: OpenAI;
  readonly model: string;
  readonly price: Price | undefined;
}

/**
 * Asks a model for an object of a schema, a few questions at once. Remembers which formats the server refused.
 *
 * The reply is read here and not by the library's `parse`, which throws the count of tokens away with whatever it
 * can't read: what was paid for has to be counted.
 *
 * @throws CoachError
 */
export function modelAsker({ client, model, price }: Asking): AskModel {
  const limit = pLimit(limits.callsAtOnce);
  let best = 0;

  async function call<T>(
    ask: Ask<T>,
    format: Format,
    { onUsage }: CallOptions,
    signal: AbortSignal,
  ): Promise<T> {
    const messages = [
      { role: 'system' as const, content: ask.system },
      { role: 'user' as const, content: ask.user },
    ];
    const request = inFormat(format, { model, messages }, ask.name, ask.schema, ask.tokens);
    const timeout = ask.callMs === undefined ? {} : { timeout: ask.callMs };
    const { usage, choices } = await client.chat.completions.create(request, { signal, ...timeout });
    if (usage) {
      const tokens = { inputTokens: usage.prompt_tokens ?? 0, outputTokens: usage.completion_tokens ?? 0 };
      onUsage?.({ ...tokens, costMicroUsd: costOf(tokens, price) });
    }
    const choice = choices?.[0];
    if (choice?.message?.refusal) throw new CoachError('refused');
    if (choice?.finish_reason === 'content_filter') throw new CoachError('filtered');
    if (choice?.finish_reason === 'length') throw new CoachError('truncated');
    const found = jsonIn(choice?.message?.content ?? '');
    if (found === undefined) throw new CoachError('malformed');
    const parsed = ask.schema.safeParse(found);
    if (!parsed.success) throw new CoachError('schema-invalid');
    return parsed.data;
  }

  async function inSomeFormat<T>(ask: Ask<T>, options: CallOptions, signal: AbortSignal): Promise<T> {
    for (let at = best; ; at += 1) {
      try {
        if (signal.aborted) throw new CoachError(causeCode(signal.reason), { wasUnread: true });
        const answer = await call(ask, formats[at] ?? 'text', options, signal);
        best = Math.max(best, at);
        return answer;
      } catch (error) {
        if (at + 1 < formats.length && mayRefuseFormat(error)) continue;
        throw asCoachError(error);
      }
    }
  }

  return (ask, options = {}) => {
    const enough = AbortSignal.timeout(limits.allMs);
    const signal = options.signal ? AbortSignal.any([options.signal, enough]) : enough;
    return limit(() => inSomeFormat(ask, options, signal));
  };
}
