import { describeError } from '../base/errors.ts';
import type { Block } from '../chat/card.ts';
import { PlatformError } from '../chat/platform.ts';
import type { Row } from '../database/database.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from '../workspaces/platform-of.ts';

/** Keeps at the channel why nothing can be posted there, and tells the admin of its schedule: once, not each day. */
export async function reportChannel(
  services: Services,
  post: Pick<Row<'posts'>, 'workspace_id' | 'channel_id'>,
  problem: string,
  isForGood = false,
): Promise<void> {
  const { workspace_id: workspace, channel_id: channel } = post;
  const news = await services.db
    .updateTable('channels')
    .set({ problem })
    .where('workspace_id', '=', workspace)
    .where('id', '=', channel)
    .where('problem', 'is distinct from', problem)
    .returning('id')
    .executeTakeFirst();
  if (!news) return;
  const schedule = await services.db
    .selectFrom('schedules')
    .select('updated_by')
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .executeTakeFirst();
  if (schedule?.updated_by)
    await tellAdmin(services, { workspace, channel }, schedule.updated_by, problem, isForGood);
}

const untilMended: Block = {
  type: 'context',
  text: ['The schedule resumes by itself once that’s fixed. ', { code: '/interview schedule' }, ' shows it.'],
};

async function tellAdmin(
  services: Services,
  place: { readonly workspace: string; readonly channel: string },
  admin: string,
  problem: string,
  isForGood: boolean,
): Promise<void> {
  try {
    const platform = await platformOf(services, place.workspace);
    await platform.whisper(place, admin, {
      summary: `Questions can’t be posted: ${problem}`,
      tone: 'warning',
      blocks: [
        {
          type: 'text',
          text: [{ bold: 'Questions can’t be posted in ' }, { channel: place.channel }, '. ', problem],
        },
        ...(isForGood ? [] : [untilMended]),
      ],
    });
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    services.log.warn(
      { workspace: place.workspace, error: describeError(error) },
      'an admin could not be told',
    );
  }
}
