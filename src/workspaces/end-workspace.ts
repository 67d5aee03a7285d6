import type { Services } from '../services/services.ts';

/** The bot was removed from a workspace: its schedules end at once. Answers and standings stay for a return. */
export async function endWorkspace({ db, now }: Services, workspace: string): Promise<void> {
  await db
    .updateTable('schedules')
    .set({ paused_at: now(), updated_at: now() })
    .where('workspace_id', '=', workspace)
    .where('paused_at', 'is', null)
    .execute();
}
