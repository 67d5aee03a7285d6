import type { Actor, Reply } from '../chat/core.ts';
import type { Form, FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import type { Db } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Services } from '../services/services.ts';
import { wakeForErasures } from './wakes.ts';

const goes =
  'Your answers, with the coach’s feedback and the reviews of them. Your mock interviews, recall, streak, suggestions, settings and name. What the bot posted about your answers, and what it told you in direct messages, is removed from the chat.';
const stays =
  'Votes that you gave or got, so that nobody else’s score or place changes, but without your name. Questions of yours that are in the bank. What you wrote yourself in the chat: delete it there if you want it gone.';

/** Says what goes and what stays, and asks whether to do it. */
export async function openForgetMe({ db }: Services, actor: Actor): Promise<Reply> {
  const duties = await whatElse(db, actor);
  const form: Form = {
    name: 'forget-me',
    subject: '',
    title: 'Forget me',
    intro: [
      { label: 'What goes', text: goes },
      { label: 'What stays', text: stays },
      ...(duties.length > 0 ? [{ label: 'And then', text: duties.join(' ') }] : []),
    ],
    fields: [
      {
        type: 'checkbox',
        id: 'keep',
        label: 'Reviews',
        checkedLabel: 'Keep the reviews and comments I wrote, without my name',
        initial: true,
        optional: true,
      },
      {
        type: 'checkbox',
        id: 'confirmed',
        label: 'Confirm',
        checkedLabel: 'Erase my data. This can’t be undone',
      },
    ],
    submitLabel: 'Forget me',
  };
  return { type: 'form', form };
}

/** What somebody with a role should know first. */
async function whatElse(db: Db, { workspace, member, roles }: Actor): Promise<string[]> {
  const mentors = await db
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('is_mentor', '=', true)
    .limit(2)
    .execute();
  const isMentor = mentors.some(({ id }) => id === member);
  const isLast = isMentor && mentors.length === 1;
  return [
    ...(isMentor ? ['You’re no longer a mentor until an admin adds you again.'] : []),
    ...(isLast ? ['You’re the only one who was added, so answers may get no reviews.'] : []),
    ...(roles?.includes('admin')
      ? ['You stay an admin if the chat makes you one. Schedules and settings stay as they are.']
      : []),
  ];
}

/** Remembers that they asked; a worker does it within a minute. */
export async function submitForgetMe(
  services: Services,
  { workspace, member }: Actor,
  _subject: string,
  { confirmed, keep }: FormValues,
): Promise<Reply> {
  if (confirmed !== 'true')
    return { type: 'invalid', errors: { confirmed: 'Tick this box, or close the form to keep your data.' } };
  const now = services.now();
  const keeps_reviews = keep === 'true';
  await inTransaction(services, async (tx, queue) => {
    await tx
      .insertInto('erasures')
      .values({ workspace_id: workspace, member_id: member, keeps_reviews, asked_at: now })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'member_id'])
          .doUpdateSet({ keeps_reviews, asked_at: now, left_at: null }),
      )
      .execute();
    queue.push(wakeForErasures(now));
  });
  return notice(
    'Your data will be gone within a minute. If you practise here again, you start from nothing.',
    'success',
  );
}
