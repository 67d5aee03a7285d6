import { localDay } from '../base/time.ts';
import type { Actor, Reply } from '../chat/core.ts';
import type { Db, Row, Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { KeyPoint, Question } from '../domain/question.ts';
import { createDrops } from '../practice/create-drops.ts';
import { askable } from '../questions/questions-of.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { lockMember } from '../workspaces/lock-member.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { changeRecall } from './change-recall.ts';
import { duePoints, isAbout } from './due-points.ts';
import type { PointMemory } from './memories.ts';
import { enoughCard, nothingDueCard, pointCard, wholeQuestionCard } from './recall-cards.ts';
import { recallSettingsOf } from './recall-settings.ts';
import { keepReminding } from './reminders.ts';

type Recall = Row<'recalls'>;

/** From so many due key points of one question on it is asked as a whole. */
const severalPoints = 3;

/** How far behind the first a question is looked for that has something to ask by. */
const mostTried = 20;

/**
 * Asks a member in private for what they have nearly forgotten: for a key point by its hint, or the whole question when several
 * of its points are due. What they were asked last and haven't answered comes first.
 *
 * @param value 'more' asks beyond the day's limit
 */
export async function askRecall(services: Services, actor: Actor, value: string): Promise<Reply> {
  const { db, now } = services;
  await rememberActor(db, actor);
  const settings = await recallSettingsOf(db, actor);
  const day = localDay(now(), settings.time_zone);
  const card = await inTransaction(services, async (tx, queue) => {
    // Two clicks at once get the same question.
    await lockMember(tx, actor);
    await keepReminding(tx, queue, actor, now());
    const today = await askedOn(tx, actor, day);
    const open = today.find((recall) => recall.isOpen);
    const shown = open && (await cardOf(tx, actor, open));
    if (shown) return shown;
    // Its question was retired or revised meanwhile.
    if (open) await changeRecall(tx, open, 'asked', { state: 'skipped' });
    const members = [{ ...actor, timeZone: settings.time_zone }];
    const [{ due, next } = { due: [], next: undefined }] = await duePoints(tx, members, now());
    const left = due.filter((memory) => !today.some((recall) => isAbout(recall, memory)));
    if (left.length === 0) return nothingDueCard(next, today.length > 0);
    if (today.length >= settings.per_day && value !== 'more')
      return enoughCard(today.length, left.length, settings.per_day);
    const recall = await choose(tx, queue, { actor, due: left, day, now: now() });
    const asked = recall && (await cardOf(tx, actor, recall));
    return asked ?? nothingDueCard(next, today.length > 0);
  });
  return { type: 'private', card };
}

/** What a member was asked on a day, the last first. */
async function askedOn(tx: Tx, { workspace, member }: Actor, day: string) {
  const rows = await tx
    .selectFrom('recalls')
    .leftJoin('answers', (join) =>
      join
        .onRef('answers.workspace_id', '=', 'recalls.workspace_id')
        .onRef('answers.drop_id', '=', 'recalls.drop_id'),
    )
    .selectAll('recalls')
    .select('answers.id as answer')
    .where('recalls.workspace_id', '=', workspace)
    .where('recalls.member_id', '=', member)
    .where('recalls.day', '=', day)
    .orderBy('recalls.id', 'desc')
    .execute();
  return rows.map(({ answer, ...recall }) => ({
    ...recall,
    isOpen: recall.state === 'asked' && answer === null,
  }));
}

interface Choice {
  readonly actor: Actor;
  readonly due: readonly PointMemory[];
  readonly day: string;
  readonly now: Date;
}

/** A point without a hint can only be asked for with its whole question. */
async function choose(tx: Tx, queue: Wake[], choice: Choice): Promise<Recall | undefined> {
  for (const memory of choice.due.slice(0, mostTried)) {
    const found = await currentQuestion(tx, choice.actor.workspace, memory.owner, memory.question);
    if (!found) continue;
    const dueOfIt = choice.due.filter((other) => isSameQuestion(other, memory)).length;
    const hint = found.content.key_points.find(({ id }) => id === memory.point)?.hint;
    if (dueOfIt < severalPoints && hint) return insert(tx, choice, memory, { point: memory.point });
    const { workspace, channel, member: requestedBy } = choice.actor;
    const question = { owner: memory.owner, id: memory.question, revision: found.revision };
    const request = {
      workspace,
      channel,
      source: 'private',
      requestedBy,
      revealAfterMinutes: 1,
      question,
    } as const;
    const [drop] = await createDrops(tx, queue, [request], choice.now);
    if (drop) return insert(tx, choice, memory, { drop_id: drop.id });
  }
  return undefined;
}

const isSameQuestion = (one: PointMemory, other: PointMemory) =>
  one.owner === other.owner && one.question === other.question;

async function insert(
  tx: Tx,
  { actor, day, now }: Choice,
  memory: PointMemory,
  what: Partial<Pick<Recall, 'point' | 'drop_id'>>,
): Promise<Recall> {
  return tx
    .insertInto('recalls')
    .values({
      workspace_id: actor.workspace,
      member_id: actor.member,
      day,
      question_owner: memory.owner,
      question_id: memory.question,
      ...what,
      state: 'asked',
      asked_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A question as it is now, if it can still be asked. */
export async function currentQuestion(db: Db, workspace: string, owner: string, id: string) {
  return askable(db, workspace)
    .select(['current.content', 'questions.revision', 'tracks.title'])
    .where('questions.owner', '=', owner)
    .where('questions.id', '=', id)
    .executeTakeFirst();
}

/** What asks for it; undefined where it can't be asked any more. */
async function cardOf(tx: Tx, { workspace }: Actor, recall: Recall) {
  const found = await currentQuestion(tx, workspace, recall.question_owner, recall.question_id);
  if (!found) return undefined;
  if (recall.drop_id !== null) return wholeQuestionCard(recall, found.content, found.title);
  const point = pointOf(found.content, recall.point);
  return point && pointCard(recall.id, found.content, point);
}

export function pointOf(question: Question, id: string | null): KeyPoint | undefined {
  return question.key_points.find((point) => point.id === id);
}
