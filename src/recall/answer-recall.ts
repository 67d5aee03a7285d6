import { numeric, UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { FormValues } from '../chat/form.ts';
import { notice } from '../chat/notice.ts';
import type { Db, Row } from '../database/database.ts';
import type { KeyPoint, Question } from '../domain/question.ts';
import { cleanText } from '../practice/answer-text.ts';
import type { Services } from '../services/services.ts';
import { askRecall, currentQuestion, pointOf } from './ask-recall.ts';
import { changeRecall } from './change-recall.ts';
import type { Verdict } from './grades.ts';
import { memoriesOf } from './memories.ts';
import { type Outcome, revealCard } from './recall-cards.ts';

const longest = 1500;

/** Opens the form in which a member says a key point that they were asked for. */
export async function openRecallAnswer(services: Services, actor: Actor, id: string): Promise<Reply> {
  const found = await ownRecall(services.db, actor, id);
  if (found.recall.state !== 'asked') return decided;
  return {
    type: 'form',
    form: {
      name: 'recall-answer',
      subject: found.recall.id,
      title: 'Recall',
      intro: [
        { label: 'Question', text: found.question.prompt },
        { label: 'What comes to mind?', text: found.point.hint ?? '' },
      ],
      fields: [
        {
          type: 'text',
          id: 'answer',
          label: 'Your answer',
          hint: 'A sentence or two. It’s read at once and not kept.',
          multiline: true,
          maxLength: longest,
        },
      ],
      submitLabel: 'Check',
    },
  };
}

/** Has the offline coach look for the key point in what a member says. What they say isn't kept. */
export async function submitRecallAnswer(
  services: Services,
  actor: Actor,
  id: string,
  values: FormValues,
): Promise<Reply> {
  const said = cleanText(values.answer ?? '');
  if (said === '') return { type: 'invalid', errors: { answer: 'Write a sentence or two.' } };
  if (said.length > longest)
    return {
      type: 'invalid',
      errors: { answer: `Shorten it to ${longest.toLocaleString('en')} characters.` },
    };
  const found = await ownRecall(services.db, actor, id);
  const outcome = await read(services, found, said);
  return settle(services, actor, found, outcome);
}

/** The member knows nothing to say: the key point is shown at once. */
export async function giveUpRecall(services: Services, actor: Actor, id: string): Promise<Reply> {
  return settle(services, actor, await ownRecall(services.db, actor, id), 'missing');
}

/** Leaves a key point for another day, and asks the next. */
export async function skipRecall(services: Services, actor: Actor, id: string): Promise<Reply> {
  // Whatever became of its question.
  await changeRecall(services.db, await recallOf(services.db, actor, id), 'asked', { state: 'skipped' });
  return askRecall(services, actor, '');
}

/** The member sees that they did make the point, whatever the coach made of it. */
export async function claimRecall(services: Services, actor: Actor, id: string): Promise<Reply> {
  const { recall } = await ownRecall(services.db, actor, id);
  await changeRecall(services.db, recall, 'answered', { verdict: 'covered' });
  return notice('Noted: you made the point. It comes back later.', 'success');
}

interface Found {
  readonly recall: Row<'recalls'>;
  readonly question: Question;
  readonly point: KeyPoint;
}

async function recallOf(db: Db, { workspace, member }: Actor, id: string): Promise<Row<'recalls'>> {
  const recall = await db
    .selectFrom('recalls')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', numeric(id))
    .where('member_id', '=', member)
    .executeTakeFirst();
  if (recall) return recall;
  throw new UserError('That was asked of somebody else. Ask for yours with `/interview recall`.');
}

async function ownRecall(db: Db, actor: Actor, id: string): Promise<Found> {
  const { workspace } = actor;
  const recall = await recallOf(db, actor, id);
  const current = await currentQuestion(db, workspace, recall.question_owner, recall.question_id);
  const point = current && pointOf(current.content, recall.point);
  if (!current || !point)
    throw new UserError('That question has changed or is no longer asked. Go on with `/interview recall`.');
  return { recall, question: current.content, point };
}

async function read({ rubric }: Services, { question, point }: Found, answer: string): Promise<Outcome> {
  const { covered, unsure, unscored } = await rubric.assess({
    question,
    answer,
    earlierAnswers: [],
    isMeant: true,
  });
  if (unscored) return 'language';
  if (covered.includes(point.id)) return 'covered';
  return unsure.includes(point.id) ? 'unsure' : 'missing';
}

/** Keeps how it went, once, and shows the point. */
async function settle(
  services: Services,
  actor: Actor,
  { recall, point }: Found,
  outcome: Outcome,
): Promise<Reply> {
  const { db, now } = services;
  const verdict: Verdict = outcome === 'language' ? 'unsure' : outcome;
  const isFirst = await changeRecall(db, recall, 'asked', { state: 'answered', verdict, answered_at: now() });
  if (!isFirst) return decided;
  const [memories = []] = await memoriesOf(db, [actor], now());
  const memory = memories.find(
    (one) =>
      one.owner === recall.question_owner &&
      one.question === recall.question_id &&
      one.point === recall.point,
  );
  return { type: 'private', card: revealCard(recall.id, outcome, point, memory?.due) };
}

const decided = notice([
  'You’ve dealt with that one already. Go on with ',
  { code: '/interview recall' },
  '.',
]);
