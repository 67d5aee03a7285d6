import { randomUUID } from 'node:crypto';
import { UserError } from '../base/errors.ts';
import type { Block, Card } from '../chat/card.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { ellipsis } from '../chat/cut.ts';
import type { FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { type Category, categories, type Level, levels } from '../domain/question.ts';
import type { NearDuplicate } from '../questions/lint/near-duplicates.ts';
import type { Services } from '../services/services.ts';
import { lockMember } from '../workspaces/lock-member.ts';
import { isCurator } from './curators.ts';
import { questionForm } from './question-form.ts';
import { fromFields, type QuestionBase } from './question-text.ts';
import { sampleProblem, sentBack } from './sample-problem.ts';
import { lockSuggestion, waitingSuggestions } from './suggestions.ts';
import { twinsIn } from './twins-in.ts';

/** How many suggestions of one member may wait at once. */
const mostWaiting = 10;

interface Kind {
  readonly track: string;
  readonly category: Category;
  readonly level: Level;
}

/** Opens the form in which anybody suggests a question. */
export function openSuggestion({ track, category, level }: Kind): Reply {
  return suggestionForm([track, category, level, randomUUID()].join(':'));
}

/** The same form again, with what was written into it. */
export function reopenSuggestion({ db }: Services, actor: Actor, subject: string): Reply {
  return suggestionForm(subject, sentBack(db, actor, subject));
}

function suggestionForm(subject: string, written?: FormValues): Reply {
  const form = { name: 'suggest', subject, title: 'Suggest a question', submit: 'Suggest' } as const;
  return { type: 'form', form: questionForm(form, written) };
}

/** Keeps a suggestion for the curators. */
export async function submitSuggestion(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  const { base, token } = readSubject(subject);
  const written = fromFields(values, base);
  if ('errors' in written) return { type: 'invalid', errors: written.errors };
  const { db, now } = services;
  await requireTrack(services, base.id.split('/')[0] ?? '');
  const sample = sampleProblem(services, actor, subject, values, written.question);
  if (sample !== undefined) return { type: 'invalid', errors: { sample } };
  const { id } = await inTransaction(services, async (tx) => {
    await requireRoom(tx, actor, token);
    return (
      tx
        .insertInto('suggestions')
        .values({
          workspace_id: actor.workspace,
          token,
          channel_id: actor.channel,
          member_id: actor.member,
          content: JSON.stringify(written.question),
          state: 'waiting',
          created_at: now(),
        })
        // A form that is sent twice is one suggestion.
        .onConflict((conflict) => conflict.columns(['workspace_id', 'token']).doUpdateSet({ token }))
        .returning('id')
        .executeTakeFirstOrThrow()
    );
  });
  const [twin] = await twinsIn(services, actor.workspace, written.question);
  return { type: 'private', card: thanksCard(id, await isCurator(db, actor), twin) };
}

/** Of one member one suggestion is looked at after the other, so that many at once don't pass the limit together. */
async function requireRoom(tx: Tx, { workspace, member }: Actor, token: string): Promise<void> {
  await lockMember(tx, { workspace, member });
  const mine = await waitingSuggestions(tx, workspace)
    .where('member_id', '=', member)
    .where('token', '!=', token)
    .where('preparation_id', 'is', null)
    .limit(mostWaiting)
    .execute();
  if (mine.length < mostWaiting) return;
  throw new UserError(
    `${mostWaiting} of your suggestions are still waiting. Suggest more once they have been reviewed.`,
  );
}

function thanksCard(suggestion: string, mayDecide: boolean, twin: NearDuplicate | undefined): Card {
  const text = 'Thank you! A mentor or an admin will review it, and you’ll hear what they decide.';
  const decide = { label: 'Decide on it', action: 'show-suggestions', value: '', style: 'primary' } as const;
  const buttons: Block = {
    type: 'buttons',
    buttons: [
      ...(mayDecide ? [decide] : []),
      { label: 'Take it back', action: 'withdraw-suggestion', value: suggestion },
    ],
  };
  const known: Block[] = twin
    ? [
        { type: 'text', text: ['It asks about the same as ', { bold: twin.other.id }, ':'] },
        { type: 'quote', text: ellipsis(twin.other.prompt, 300) },
      ]
    : [];
  return { summary: text, tone: 'success', blocks: [{ type: 'text', text }, ...known, buttons] };
}

/** Takes one's own suggestion back while it waits. */
export async function withdrawSuggestion(services: Services, actor: Actor, id: string): Promise<Reply> {
  await inTransaction(services, async (tx) => {
    const suggestion = await lockSuggestion(tx, actor.workspace, id);
    if (suggestion?.member_id !== actor.member) throw new UserError('That suggestion isn’t yours.');
    if (suggestion.state === 'approved' || suggestion.state === 'declined')
      throw new UserError(`It was already ${suggestion.state}. Ask a mentor to change that.`);
    await tx
      .updateTable('suggestions')
      .set({ state: 'withdrawn' })
      .where('workspace_id', '=', actor.workspace)
      .where('id', '=', suggestion.id)
      .execute();
  });
  return notice('You took your suggestion back.');
}

/** Forms come back from the chat and may say anything. */
function readSubject(subject: string): { base: QuestionBase; token: string } {
  const [track = '', wantedCategory, wantedLevel, token = ''] = subject.split(':');
  const category = categories.find((one) => one === wantedCategory);
  const level = levels.find((one) => one === wantedLevel);
  if (!category || !level || token === '')
    throw new UserError('This form is out of date. Start again with `/interview suggest`.');
  // Its id follows when it is approved.
  return { base: { id: `${track}/suggested`, category, level }, token };
}

async function requireTrack({ db }: Services, id: string): Promise<void> {
  const track = await db
    .selectFrom('tracks')
    .select('id')
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  if (!track) throw new UserError('That track no longer exists. Start again with `/interview suggest`.');
}
