import { type Platform, PlatformError } from '../chat/platform.ts';
import type { Services } from '../services.ts';

/** The adapter of the workspace's platform. @throws PlatformError where that is switched off. */
export async function platformOf({ db, platforms }: Services, workspace: string): Promise<Platform> {
  const { platform } = await db
    .selectFrom('workspaces')
    .select('platform')
    .where('id', '=', workspace)
    .executeTakeFirstOrThrow();
  const adapter = platforms[platform];
  if (!adapter) throw new PlatformError('temporary', `${platform} is switched off in this process.`);
  return adapter;
}
