import type { Db } from '../../../src/database/database.ts';
import { touch } from './write-messages.ts';
import { announce, writing } from './writing.ts';

export const quickReactions = ['⬆️', '👍', '⭐', '✅'] as const;

export interface PersonsReaction {
  readonly workspace: string;
  readonly channel: string;
  readonly message: string;
  readonly person: string;
  readonly emoji: string;
}

/** Adds or takes back one person's reaction; doing it twice does it once. */
export function setReaction(db: Db, reaction: PersonsReaction, present: boolean): Promise<void> {
  const { workspace, channel, message, person, emoji } = reaction;
  return writing(db, workspace, async (tx) => {
    const row = { workspace_id: workspace, message_id: message, emoji, person_id: person };
    if (present)
      await tx
        .insertInto('web_reactions')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    else
      await tx
        .deleteFrom('web_reactions')
        .where((eb) => eb.and(row))
        .execute();
    await touch(tx, workspace, message);
    await announce(tx, workspace, channel);
  });
}
