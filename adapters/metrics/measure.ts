import type { Core } from '../../src/chat/core.ts';
import { type Platform, PlatformError } from '../../src/chat/platform.ts';
import type { Coach, ModelCoach, Usage } from '../../src/domain/coach.ts';
import type { Metrics } from './metrics.ts';

/** The same core; how long each of its answers takes is counted. */
export function measureCore(core: Core, { events }: Metrics): Core {
  // These two only look something up.
  const { opening, mayOpenForm, ...answers } = core;
  const measured = Object.entries(answers).map(([event, work]) => [
    event,
    async (...given: unknown[]) => {
      const done = events.startTimer({ event });
      try {
        const result = await (work as (...all: unknown[]) => Promise<unknown>)(...given);
        done({ outcome: 'ok' });
        return result;
      } catch (error) {
        done({ outcome: 'error' });
        throw error;
      }
    },
  ]);
  return { ...Object.fromEntries(measured), opening, mayOpenForm } as Core;
}

const calls = ['post', 'edit', 'remove', 'whisper'] as const;

/** The same platform; each message that it sends or fails to send is counted. */
export function measurePlatform(platform: Platform, { platformCalls }: Metrics): Platform {
  const measured = calls.map((call) => [
    call,
    async (...given: unknown[]) => {
      const labels = { platform: platform.name, call };
      try {
        const result = await (platform[call] as (...all: unknown[]) => Promise<unknown>)(...given);
        platformCalls.inc({ ...labels, outcome: 'ok' });
        return result;
      } catch (error) {
        platformCalls.inc({ ...labels, outcome: error instanceof PlatformError ? error.fault : 'bug' });
        throw error;
      }
    },
  ]);
  return { ...platform, ...Object.fromEntries(measured) };
}

/** The same coach; its tokens are counted. */
export function measureCoach(coach: ModelCoach, { modelTokens, modelDollars }: Metrics): ModelCoach {
  const { model } = coach;
  const counting = <O extends Parameters<Coach['assess']>[1]>(options: O) => ({
    ...options,
    onUsage: (usage: Usage) => {
      modelTokens.inc({ model, direction: 'read' }, usage.inputTokens);
      modelTokens.inc({ model, direction: 'written' }, usage.outputTokens);
      modelDollars.inc({ model }, (usage.costMicroUsd ?? 0) / 1e6);
      options?.onUsage?.(usage);
    },
  });
  return {
    ...coach,
    assess: (request, options) => coach.assess(request, counting(options)),
    reply: (request, options) => coach.reply(request, counting(options)),
  };
}
