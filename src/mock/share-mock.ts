import { randomUUID } from 'node:crypto';
import { UserError } from '../base/errors.ts';
import { secondsLater } from '../base/time.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { requestPosts } from '../posts/request-posts.ts';
import { cleanText } from '../practice/answer-text.ts';
import type { Services } from '../services/services.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { changeMock, lockMock } from './mocks.ts';
import { doneMock, sharedMock } from './who-may-read.ts';

const longest = 2000;

/** Opens the form in which a member chooses the mentor who may read their mock. */
export async function openShare(services: Services, actor: Actor, id: string): Promise<Reply> {
  const mock = await doneMock(services.db, actor, id);
  const mentors = await mentorsOf(services, actor);
  if (mentors.length === 0) {
    const { mentorRole } = await settingsOf(services.db, actor.workspace);
    throw new UserError(
      mentorRole === null
        ? 'There’s no mentor to share it with. An admin can add one with `/interview mentor add @member`.'
        : 'I know no mentor yet. Mentors can be chosen here after their first review, or an admin adds one with `/interview mentor add @member`.',
    );
  }
  return {
    type: 'form',
    form: {
      name: 'mock-share',
      subject: mock.id,
      title: 'Share with a mentor',
      fields: [
        {
          type: 'select',
          id: 'mentor',
          label: 'Mentor',
          hint: 'They see this report, your answers and replies, and can comment. Nobody else does.',
          options: mentors.map(({ id: value, name }) => ({ value, label: name || value })),
        },
      ],
      submitLabel: 'Share',
    },
  };
}

/** So many fit into any platform's menu. */
const mostMentors = 25;

/** Who has a platform's role of mentors is known only when they act: for that long their last review says so. */
const reviewCounts = 180 * 86_400;

async function mentorsOf({ db, now }: Services, { workspace, member }: Actor) {
  return db
    .selectFrom('members')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspace)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('is_mentor', '=', true),
        exists(
          selectFrom('reviews')
            .select('reviews.id')
            .where('reviews.workspace_id', '=', workspace)
            .whereRef('reviews.mentor_id', '=', 'members.id')
            .where('reviews.created_at', '>', secondsLater(now(), -reviewCounts)),
        ),
      ]),
    )
    .where('id', '!=', member)
    .where('id', 'not like', 'gone-%')
    .orderBy('name')
    .limit(mostMentors)
    .execute();
}

export async function submitShare(
  services: Services,
  actor: Actor,
  id: string,
  values: FormValues,
): Promise<Reply> {
  const mentor = (await mentorsOf(services, actor)).find((one) => one.id === values.mentor);
  if (!mentor) return { type: 'invalid', errors: { mentor: 'Choose one of the mentors.' } };
  await inTransaction(services, async (tx, queue) => {
    const { workspace_id, channel_id, ...mock } = await lockMock(tx, actor, id);
    await changeMock(tx, { workspace_id, id: mock.id }, { shared_with: mentor.id });
    const subject = `${mock.id} ${mentor.id}`;
    const post = { workspace_id, kind: 'mock-shared', subject, channel_id, only_for: mentor.id } as const;
    await requestPosts(tx, queue, [post], services.now());
  });
  return notice(['Shared with ', { member: mentor.id }, '. You’ll get their comments here.'], 'success');
}

/** Opens the form in which a mentor comments on a mock that was shared with them. */
export async function openComment(services: Services, actor: Actor, id: string): Promise<Reply> {
  const mock = await sharedMock(services.db, actor, id);
  return {
    type: 'form',
    form: {
      name: 'mock-comment',
      // The token makes a form that is sent twice one comment.
      subject: `${mock.id}:${randomUUID()}`,
      title: 'Comment',
      fields: [
        {
          type: 'text',
          id: 'comment',
          label: 'Comment',
          hint: 'What was good, and the one thing to work on.',
          multiline: true,
          maxLength: longest,
        },
      ],
      submitLabel: 'Send',
    },
  };
}

export async function submitComment(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  const [id = '', token = ''] = subject.split(':');
  const text = cleanText(values.comment ?? '');
  if (text === '') return { type: 'invalid', errors: { comment: 'Write a sentence or two.' } };
  if (text.length > longest)
    return {
      type: 'invalid',
      errors: { comment: `Shorten it to ${longest.toLocaleString('en')} characters.` },
    };
  const mock = await sharedMock(services.db, actor, id);
  await rememberActor(services.db, actor);
  await inTransaction(services, async (tx, queue) => {
    const now = services.now();
    const { workspace_id, channel_id, member_id: only_for } = mock;
    const comment = { workspace_id, mock_id: mock.id, token, mentor_id: actor.member, text, said_at: now };
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('mock_comments')
      .values(comment)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (added === 0n) return;
    const post = {
      workspace_id,
      kind: 'mock-comment',
      subject: `${mock.id} ${token}`,
      channel_id,
      only_for,
    } as const;
    await requestPosts(tx, queue, [post], now);
  });
  return notice('Sent.', 'success');
}
