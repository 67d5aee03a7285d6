import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { checkPrivateAnswer, privateAnswerField, storePrivateAnswer } from '../practice/private-answer.ts';
import type { Services } from '../services/services.ts';
import { elapsedSeconds } from './clock.ts';
import { lockMock, questionsOfMock } from './mocks.ts';
import { goOn, show } from './run-mock.ts';

/** Opens the form in which the question that a mock asks now is answered. `value` is `mock:place`. */
export async function openMockAnswer(services: Services, actor: Actor, value: string): Promise<Reply> {
  const [id = '', place] = value.split(':');
  const now = services.now();
  const mock = await inTransaction(services, async (tx, queue) =>
    goOn(tx, queue, await lockMock(tx, actor, id), now),
  );
  const current = (await questionsOfMock(services.db, actor.workspace, mock.id)).at(-1);
  if (current?.state !== 'asked' || String(current.place) !== place) return show(services, mock);
  return {
    type: 'form',
    form: {
      name: 'mock-answer',
      subject: `${mock.id}:${current.place}`,
      title: 'Mock interview',
      intro: [{ label: 'Question', text: current.question.prompt }],
      fields: [{ ...privateAnswerField, hint: 'Answer as you’d speak. Only you and the coach see it.' }],
      submitLabel: 'Answer',
    },
  };
}

/** Takes an answer, also one that was under way when the time was up. */
export async function submitMockAnswer(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  const [id = '', place] = subject.split(':');
  const checked = checkPrivateAnswer(values.answer ?? '');
  if ('errors' in checked) return { type: 'invalid', errors: checked.errors };
  const now = services.now();
  const mock = await inTransaction(services, async (tx, queue) => {
    const locked = await lockMock(tx, actor, id);
    const found = locked.state === 'done' ? locked : await goOn(tx, queue, locked, now);
    const current = (await questionsOfMock(tx, actor.workspace, found.id)).at(-1);
    const isOpen = current?.state === 'asked' || (found.state === 'done' && current?.state === 'skipped');
    if (!current || !isOpen || String(current.place) !== place) return found;
    const drop = { id: current.drop_id, channel_id: found.channel_id };
    const shownAs = found.state === 'done' ? 'mock-late' : 'mock-step';
    await storePrivateAnswer(tx, queue, actor, drop, checked.text, now, shownAs);
    await tx
      .updateTable('mock_questions')
      .set({ state: 'answered', seconds: elapsedSeconds(found, now) - current.asked_after })
      .where('workspace_id', '=', actor.workspace)
      .where('mock_id', '=', found.id)
      .where('place', '=', current.place)
      .execute();
    return found;
  });
  return show(services, mock);
}
