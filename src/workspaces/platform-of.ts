import type { Inline } from '../chat/card.ts';
import { type Platform, PlatformError } from '../chat/platform.ts';
import type { PlatformName } from '../chat/platform-name.ts';
import type { Services } from '../services/services.ts';

/** The adapter of the workspace's platform. @throws PlatformError where that is switched off. */
export async function platformOf(services: Services, workspace: string): Promise<Platform> {
  const { platform } = await services.db
    .selectFrom('workspaces')
    .select('platform')
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  return adapterOf(services, platform);
}

/** @throws PlatformError where the platform is switched off. */
export function adapterOf({ platforms }: Services, platform: PlatformName): Platform {
  const adapter = platforms[platform];
  if (!adapter) throw new PlatformError('temporary', `${platform} is turned off in this process.`);
  return adapter;
}

interface MessagePlace {
  readonly channel: string;
  readonly thread?: string;
  readonly message: string;
}

/** Makes links to messages of the workspace, or plain words where its platform has no addresses. */
export async function linkTo(services: Services, workspace: string) {
  const platform = await platformOf(services, workspace);
  return ({ channel, thread, message }: MessagePlace, text: string): Inline => {
    const place = { workspace, channel, message, ...(thread === undefined ? {} : { thread }) };
    const url = platform.messageUrl(place);
    return url ? { link: url, text } : text;
  };
}
