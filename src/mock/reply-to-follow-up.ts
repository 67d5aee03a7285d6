import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Question } from '../domain/question.ts';
import { cleanText } from '../practice/answer-text.ts';
import type { Services } from '../services/services.ts';
import { nextFollowUp, turnOf } from './follow-up.ts';
import { lockMock, type MockQuestion, questionsOfMock } from './mocks.ts';
import { goOn, show } from './run-mock.ts';

const longest = 1500;

/** Opens the form for what a member says to a follow-up. `value` is `mock:place:turn`. */
export async function openMockReply(services: Services, actor: Actor, value: string): Promise<Reply> {
  const [id = ''] = value.split(':');
  const now = services.now();
  const mock = await inTransaction(services, async (tx, queue) =>
    goOn(tx, queue, await lockMock(tx, actor, id), now),
  );
  const asked = followUpOf(await questionsOfMock(services.db, actor.workspace, mock.id), value);
  if (mock.state === 'done' || !asked) return show(services, mock);
  return {
    type: 'form',
    form: {
      name: 'mock-reply',
      subject: value,
      title: 'Mock interview',
      intro: [
        { label: 'Question', text: asked.current.question.prompt },
        { label: 'The interviewer asks', text: asked.hint },
      ],
      fields: [{ type: 'text', id: 'reply', label: 'Your reply', multiline: true, maxLength: longest }],
      submitLabel: 'Reply',
    },
  };
}

/** Keeps what a member says to a follow-up, with whether it makes the key point as the offline coach reads it. */
export async function submitMockReply(
  services: Services,
  actor: Actor,
  subject: string,
  values: FormValues,
): Promise<Reply> {
  const [id = ''] = subject.split(':');
  const reply = cleanText(values.reply ?? '');
  if (reply === '') return { type: 'invalid', errors: { reply: 'Write a sentence or two.' } };
  if (reply.length > longest)
    return {
      type: 'invalid',
      errors: { reply: `Shorten it to ${longest.toLocaleString('en')} characters.` },
    };
  const now = services.now();
  const before = followUpOf(await questionsOfMock(services.db, actor.workspace, id), subject);
  const verdict = before && (await read(services, before.current.question, before.point, reply));
  const mock = await inTransaction(services, async (tx, queue) => {
    const locked = await lockMock(tx, actor, id);
    const found = locked.state === 'done' ? locked : await goOn(tx, queue, locked, now);
    const asked = followUpOf(await questionsOfMock(tx, actor.workspace, found.id), subject);
    if (!asked || !verdict) return found;
    const { current, point, hint } = asked;
    await tx
      .insertInto('mock_replies')
      .values({
        workspace_id: actor.workspace,
        mock_id: found.id,
        place: current.place,
        point,
        question: hint,
        reply,
        verdict,
        replied_at: now,
      })
      .execute();
    return found;
  });
  return show(services, mock);
}

/** The follow-up that is asked now, if it is the one of the value. */
function followUpOf(questions: readonly MockQuestion[], value: string) {
  const [, place, turn] = value.split(':');
  const current = questions.at(-1);
  const point = current && nextFollowUp(current);
  if (!current || !point?.hint) return undefined;
  if (String(current.place) !== place || String(turnOf(current)) !== turn) return undefined;
  return { current, point: point.id, hint: point.hint };
}

async function read({ rubric }: Services, question: Question, point: string, answer: string) {
  const { covered, unsure, unscored } = await rubric.assess({
    question,
    answer,
    earlierAnswers: [],
    isMeant: true,
  });
  if (covered.includes(point)) return 'covered' as const;
  return unscored || unsure.includes(point) ? ('unsure' as const) : ('missing' as const);
}
