/** /interview feedback private | thread | default */
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';

const places = ['thread', 'private', 'default'] as const;

export const feedbackCommand = command<{ where: (typeof places)[number] }>({
  name: 'feedback',
  who: 'anyone',
  help: 'Where you get your feedback: in the thread or privately',
  examples: ['feedback private'],
  required: { where: read.oneOf('where', 'thread, private, or default for the workspace’s choice', places) },
  async run({ db }, { workspace, member }, { where }) {
    await db
      .updateTable('members')
      .set({ feedback: where === 'default' ? null : where })
      .where('workspace_id', '=', workspace)
      .where('id', '=', member)
      .execute();
    const told = {
      thread: 'Your feedback now appears in the thread.',
      private: 'Only you see your feedback now.',
      default: 'Your feedback now follows this workspace’s setting.',
    };
    return notice(told[where], 'success');
  },
});
