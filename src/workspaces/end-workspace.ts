import type { Services } from '../services/services.ts';

/** The bot was removed from a workspace: its schedules and reminders end at once. All else stays a month for a return. */
export async function endWorkspace({ db, now }: Services, workspace: string): Promise<void> {
  await db.updateTable('workspaces').set({ ended_at: now() }).where('id', '=', workspace).execute();
  await db
    .updateTable('schedules')
    .set({ paused_at: now(), updated_at: now() })
    .where('workspace_id', '=', workspace)
    .where('paused_at', 'is', null)
    .execute();
  await db
    .updateTable('recall_settings')
    .set({ next_reminder_at: null })
    .where('workspace_id', '=', workspace)
    .execute();
}

/** The bot is in a workspace, whatever was told of its removal: nothing of it is erased. */
export async function findAgain({ db }: Services, workspace: string): Promise<void> {
  await db
    .updateTable('workspaces')
    .set({ ended_at: null })
    .where('id', '=', workspace)
    .where('ended_at', 'is not', null)
    .execute();
}
