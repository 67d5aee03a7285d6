import { describeError } from '../base/errors.ts';
import type { Card } from '../chat/card.ts';
import { PlatformError } from '../chat/platform.ts';
import { whisperPatiently } from '../chat/whisper-patiently.ts';
import type { ClaimedPost } from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from '../workspaces/platform-of.ts';

/** Tells a member in private what became of a post, where it was to be; where that can't be, the log has it. */
export async function tellPrivately(
  services: Services,
  { workspace_id: workspace, channel_id: channel, thread }: ClaimedPost,
  member: string,
  card: Card,
): Promise<void> {
  try {
    const platform = await platformOf(services, workspace);
    const place = { workspace, channel, ...(thread === null ? {} : { thread }) };
    await whisperPatiently(platform, place, member, card);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    services.log.warn({ workspace, error: describeError(error) }, 'a member could not be told');
  }
}
