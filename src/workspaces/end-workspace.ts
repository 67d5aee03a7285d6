import type { Services } from '../services/services.ts';

/** The bot was removed from a workspace: its schedules and reminders end at once. Answers and standings stay for a return. */
export async function endWorkspace({ db, now }: Services, workspace: string): Promise<void> {
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
