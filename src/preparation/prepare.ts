import { randomUUID } from 'node:crypto';
import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { asksModel } from '../domain/coach.ts';
import { cleanText } from '../practice/answer-text.ts';
import type { Services } from '../services/services.ts';
import { lockMember } from '../workspaces/lock-member.ts';
import { fittingQuestions } from './fitting-questions.ts';
import { picksCard } from './picks-card.ts';
import { wakeForDraft } from './wakes.ts';

/** Characters of a description; Slack takes no more in a form. */
const longest = 3000;
const shortest = 20;
/** How many questions of the bank are shown. */
const mostPicked = 6;

/** Opens the form for a job advertisement. `subject` makes two submissions of one form one preparation. */
export function openPreparation(subject: string = randomUUID()): Reply {
  return {
    type: 'form',
    form: {
      name: 'prepare',
      subject,
      title: 'Prepare for a job',
      fields: [
        {
          type: 'text',
          id: 'description',
          label: 'The job',
          hint: 'Paste the job ad, or say in your own words what the role is about.',
          placeholder: 'Backend engineer: PostgreSQL, event-driven services, on call every fourth week',
          multiline: true,
          maxLength: longest,
        },
      ],
      submitLabel: 'Find questions',
    },
  };
}

/** Shows which questions fit, and has a model draft more where there is one. */
export async function submitPreparation(
  services: Services,
  actor: Actor,
  token: string,
  values: FormValues,
): Promise<Reply> {
  const description = cleanText(values.description ?? '');
  if (description.length < shortest)
    return {
      type: 'invalid',
      errors: { description: 'Say a little more about the job: a sentence or two.' },
    };
  if (description.length > longest)
    return {
      type: 'invalid',
      errors: { description: `Shorten it to ${longest.toLocaleString('en')} characters.` },
    };
  const { db, rubric, coach } = services;
  const picked = await fittingQuestions(db, rubric, actor.workspace, description, mostPicked);
  const isDrafting = asksModel(coach);
  if (isDrafting) await record(services, actor, token, description);
  return { type: 'private', card: picksCard(picked, isDrafting) };
}

async function record(services: Services, actor: Actor, token: string, description: string): Promise<void> {
  const now = services.now();
  await inTransaction(services, async (tx, queue) => {
    // One at a time of each member, and a form that is sent twice is one.
    await lockMember(tx, actor);
    const before = await tx
      .selectFrom('preparations')
      .select('token')
      .where('workspace_id', '=', actor.workspace)
      .where('member_id', '=', actor.member)
      .where((eb) => eb.or([eb('state', '=', 'pending'), eb('token', '=', token)]))
      .execute();
    if (before.some((one) => one.token === token)) return;
    if (before.length > 0)
      throw new UserError('The AI coach is still drafting for your last job. You’ll get those first.');
    const preparation = await tx
      .insertInto('preparations')
      .values({
        workspace_id: actor.workspace,
        token,
        channel_id: actor.channel,
        member_id: actor.member,
        description,
        state: 'pending',
        due_at: now,
        asked_at: now,
      })
      .returning(['workspace_id', 'id', 'attempts', 'due_at'])
      .executeTakeFirstOrThrow();
    queue.push(wakeForDraft(preparation));
  });
}
