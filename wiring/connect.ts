import type { Discord } from '../adapters/discord/discord.ts';
import { measureCore, measurePlatform } from '../adapters/metrics/measure.ts';
import type { Slack } from '../adapters/slack/slack.ts';
import { createCore } from '../src/app/create-core.ts';
import { steadyClock } from '../src/base/steady-clock.ts';
import type { Core } from '../src/chat/core.ts';
import type { Platform } from '../src/chat/platform.ts';
import type { PlatformName } from '../src/chat/platform-name.ts';
import { rubricCoach } from '../src/rubric/rubric-coach.ts';
import type { Services } from '../src/services/services.ts';
import { openCoach, openDiscord, openPlaygroundPlatform, openSlack } from './configured.ts';
import type { Opened } from './open.ts';
import type { Starting } from './starting.ts';

/** The core, and the platforms that it speaks through. */
export interface Connected {
  readonly core: Core;
  readonly services: Services;
  readonly slack: Slack | undefined;
  readonly discord: Discord | undefined;
}

/** Makes the core and connects it with the coach and the platforms of the configuration; nothing is received yet. */
export async function connect(
  { config, log, now, undo, signal }: Starting,
  { database: { db }, wake, metrics }: Opened,
  coach: Services['coach'] | undefined,
): Promise<Connected> {
  const rubric = rubricCoach();
  const platforms: Partial<Record<PlatformName, Platform>> = {};
  const add = (platform: Platform) => {
    platforms[platform.name] = measurePlatform(platform, metrics);
  };
  const services: Services = {
    db,
    now,
    steady: steadyClock(now),
    log,
    coach: coach ?? (await openCoach(config, metrics)) ?? rubric,
    rubric,
    platforms,
    wake,
    publicUrl: config.publicUrl,
  };
  const core = measureCore(createCore(services), metrics);
  const playground = await openPlaygroundPlatform(config, db);
  if (playground) add(playground);
  const slack = await openSlack(config, { db, core, log, now, signal });
  if (slack) {
    add(slack.platform);
    undo.add(() => slack.stop());
  }
  const discord = await openDiscord(config, { db, core, log, now, signal });
  if (discord) {
    add(discord.platform);
    undo.add(() => discord.stop());
  }
  signal?.throwIfAborted();
  return { core, services, slack, discord };
}
