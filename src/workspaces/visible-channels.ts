import type { Expression, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { UserError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import { PlatformError } from '../chat/platform.ts';
import type { Services } from '../services/services.ts';
import { platformOf } from './platform-of.ts';

/** The channels that a member is in; undefined where everybody is in all. */
export type VisibleChannels = readonly string[] | undefined;

/** @throws UserError while the platform doesn't tell. */
export async function visibleChannels(services: Services, actor: Actor): Promise<VisibleChannels> {
  const { workspace, member } = actor;
  try {
    return await (await platformOf(services, workspace)).channelsOf?.(workspace, member);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new UserError(
      error.isPassing
        ? 'Whetstone can’t check at the moment which channels you’re in. Try again in a minute.'
        : error.message,
      { cause: error },
    );
  }
}

/** For statements: that a channel is one of those. */
export const isAmong = (visible: VisibleChannels, channel: string): Expression<SqlBool> =>
  visible === undefined ? sql.lit(true) : sql<SqlBool>`${sql.ref(channel)} = any (${visible})`;

/** Whether a member sees what happens in a channel. Where they act they are: the platform says so. */
export async function isVisible(services: Services, actor: Actor, channel: string): Promise<boolean> {
  if (channel === actor.channel) return true;
  return (await visibleChannels(services, actor))?.includes(channel) ?? true;
}
