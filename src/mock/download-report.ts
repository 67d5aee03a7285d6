import { randomUUID } from 'node:crypto';
import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { fileNotSent } from '../posts/file-not-sent.ts';
import { requestPosts } from '../posts/request-posts.ts';
import type { PostDefinition } from '../registry/post-kind.ts';
import type { Services } from '../services/services.ts';
import { mockById } from './mock-posts.ts';
import { reportOf } from './report.ts';
import { reportMarkdown } from './report-markdown.ts';
import { readableMock } from './who-may-read.ts';

/** Sends whoever may read the report of a mock a file with it. */
export async function downloadReport(services: Services, actor: Actor, id: string): Promise<Reply> {
  const mock = await readableMock(services.db, actor, id);
  if (!mock) throw new UserError('That mock interview isn’t shared with you any more, or it isn’t over yet.');
  const post = {
    workspace_id: actor.workspace,
    kind: 'mock-file',
    subject: `${mock.id} ${randomUUID()}`,
    channel_id: actor.channel,
    only_for: actor.member,
  } as const;
  await inTransaction(services, (tx, queue) => requestPosts(tx, queue, [post], services.now()));
  return notice('The report comes as a file, in a direct message.', 'success');
}

const text = 'A report of a mock interview, with all that was said.';

/** The report of a mock as a file: the subject begins with its id. */
export const mockFilePost: PostDefinition = {
  ...fileNotSent('the report', 'To try again, press “Download as Markdown” once more.'),
  async content(db, { workspace_id, subject }) {
    const mock = await mockById(db, workspace_id, subject.split(' ')[0] ?? '');
    if (!mock) return undefined;
    return {
      card: {
        summary: text,
        blocks: [
          { type: 'header', text: 'Mock interview' },
          { type: 'text', text },
        ],
      },
      isDirect: true,
      file: {
        name: `mock-interview-${mock.started_at.toISOString().slice(0, 10)}.md`,
        mediaType: 'text/markdown; charset=utf-8',
        bytes: async () => Buffer.from(reportMarkdown(await reportOf(db, mock))),
      },
    };
  },
};
