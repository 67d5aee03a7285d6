import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import type { Services } from '../services/services.ts';

/** Takes a member off all boards, or brings them back. Their answers and votes count as before. */
export async function hideFromBoards({ db }: Services, actor: Actor, isHidden: boolean): Promise<Reply> {
  await db
    .updateTable('members')
    .set({ is_hidden: isHidden })
    .where('workspace_id', '=', actor.workspace)
    .where('id', '=', actor.member)
    .execute();
  if (!isHidden) return notice('You’re on leaderboards again, with all your votes.', 'success');
  return notice(
    [
      'You’re no longer on leaderboards. Your answers and votes stay, and only you see your place. To come back: ',
      { code: '/interview leaderboard show' },
      '.',
    ],
    'success',
  );
}
