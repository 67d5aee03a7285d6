import { isDeepStrictEqual } from 'node:util';
import { record } from '../audit/record.ts';
import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { categories, levels, type Question } from '../domain/question.ts';
import { everybody } from '../questions/owner.ts';
import { questionsOf } from '../questions/questions-of.ts';
import type { Services } from '../services/services.ts';
import { requireCurator } from './curators.ts';
import { requireWaiting } from './decide.ts';
import { storeOwnQuestion } from './own-questions.ts';
import { questionForm } from './question-form.ts';
import { fromFields, longest, type QuestionFields, toFields } from './question-text.ts';
import { sampleProblem } from './sample-problem.ts';
import { suggestionQueueCard } from './suggestion-queue.ts';
import { findSuggestion, lockSuggestion } from './suggestions.ts';

/**
 * Opens the form in which a curator changes a question. `subject` is `suggestion:<id>` or
 * `question:<id>:<category>:<level>`, the last two where they are to change.
 */
export async function openEdit(services: Services, actor: Actor, subject: string): Promise<Reply> {
  await requireCurator(services.db, actor);
  const question = await editedQuestion(services, actor, subject);
  const fields = toFields(question);
  if (!fits(question, fields)) {
    throw new UserError(
      `${question.id} doesn’t fit in a form. Whoever runs Whetstone can change it in a file: \`whetstone questions export\`, then \`import\`.`,
    );
  }
  const form = { name: 'edit-question', subject, title: 'Edit question', submit: 'Save' } as const;
  return { type: 'form', form: questionForm(form, fields) };
}

/** Whether the form shows all of the question and would give back the same. */
function fits(question: Question, fields: QuestionFields): boolean {
  const names = Object.keys(longest) as (keyof QuestionFields)[];
  if (names.some((name) => fields[name].length > longest[name])) return false;
  const again = fromFields(fields, question);
  return 'question' in again && isDeepStrictEqual(again.question, question);
}

export async function submitEdit(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  await requireCurator(services.db, actor);
  const before = await editedQuestion(services, actor, subject);
  const written = fromFields(values, before);
  if ('errors' in written) return { type: 'invalid', errors: written.errors };
  const { question } = written;
  const sample = sampleProblem(services, actor, subject, values, question);
  if (sample !== undefined) return { type: 'invalid', errors: { sample } };
  const { kind, id } = readSubject(subject);
  if (kind === 'suggestion') {
    await inTransaction(services, async (tx) => {
      requireWaiting(await lockSuggestion(tx, actor.workspace, id));
      await tx
        .updateTable('suggestions')
        .set({ content: JSON.stringify(question) })
        .where('workspace_id', '=', actor.workspace)
        .where('id', '=', id)
        .execute();
    });
    return {
      type: 'private',
      card: await suggestionQueueCard(services, actor, 'The suggestion is changed.'),
    };
  }
  await inTransaction(services, async (tx) => {
    const now = services.now();
    await storeOwnQuestion(tx, actor.workspace, question, now);
    await record(tx, actor, { deed: 'question', question: question.id, change: 'edited' }, now);
  });
  return notice(`${question.id} is changed. Questions already asked keep their old wording.`, 'success');
}

async function editedQuestion(services: Services, actor: Actor, subject: string): Promise<Question> {
  const { kind, id, category, level } = readSubject(subject);
  if (kind === 'suggestion')
    return requireWaiting(await findSuggestion(services.db, actor.workspace, id)).content;
  const found = await questionsOf(services.db, actor.workspace)
    .select(['questions.owner', 'current.content'])
    .where('questions.id', '=', id)
    .orderBy('questions.owner', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!found) throw new UserError(`There is no question “${id}”. \`/interview bank search\` finds them.`);
  if (found.owner === everybody) {
    throw new UserError(
      `${id} is shared by every workspace on this Whetstone. Suggest your own version with \`/interview suggest\`, and hide this one here with \`/interview bank retire ${id}\`.`,
    );
  }
  return { ...found.content, ...(category && { category }), ...(level && { level }) };
}

function readSubject(subject: string) {
  const [kind, id = '', category, level] = subject.split(':');
  return {
    kind,
    id,
    category: categories.find((one) => one === category),
    level: levels.find((one) => one === level),
  };
}
