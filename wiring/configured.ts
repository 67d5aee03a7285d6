import type { connectDiscord } from '../adapters/discord/discord.ts';
import { measureCoach } from '../adapters/metrics/measure.ts';
import type { Metrics } from '../adapters/metrics/metrics.ts';
import type { connectSlack } from '../adapters/slack/slack.ts';
import type { Log } from '../src/base/log.ts';
import type { Undo } from '../src/base/undo.ts';
import type { Config } from '../src/config/config.ts';
import type { Db } from '../src/database/database.ts';

// The libraries of what isn't configured aren't loaded: they would take half of the memory, and of the start.

export async function openPlaygroundPlatform({ playground }: Config, db: Db) {
  if (!playground) return undefined;
  const { createWebPlatform } = await import('../adapters/web/platform.ts');
  return createWebPlatform(db);
}

export async function openSlack(
  { slack }: Config,
  parts: Omit<Parameters<typeof connectSlack>[0], 'config'>,
) {
  if (!slack) return undefined;
  const { connectSlack } = await import('../adapters/slack/slack.ts');
  return connectSlack({ config: slack, ...parts });
}

export async function openDiscord(
  { discord }: Config,
  parts: Omit<Parameters<typeof connectDiscord>[0], 'config'>,
) {
  if (!discord) return undefined;
  const { connectDiscord } = await import('../adapters/discord/discord.ts');
  return connectDiscord({ config: discord, ...parts });
}

export async function openCoach({ openai }: Config, metrics: Metrics) {
  if (!openai) return undefined;
  const { openAiCoach } = await import('../adapters/openai/openai-coach.ts');
  return measureCoach(openAiCoach(openai), metrics);
}

export async function openTracing({ otlpEndpoint }: Config, log: Log, undo: Undo) {
  if (otlpEndpoint === undefined) return undefined;
  const { startTracing } = await import('../jobs/tracing.ts');
  const { telemetry, stop } = startTracing(otlpEndpoint, log);
  undo.add(stop);
  return telemetry;
}
