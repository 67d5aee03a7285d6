import type { Actor, Reply } from '../chat/core.ts';
import type { Tx } from '../database/database.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Level } from '../domain/question.ts';
import { createDrops } from '../practice/create-drops.ts';
import { noneMatches } from '../questions/choose-question.ts';
import { selectQuestions } from '../questions/select-questions.ts';
import type { Services } from '../services/services.ts';
import type { Wake } from '../services/wake.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { elapsedSeconds, secondsLeft, started, stopped } from './clock.ts';
import { endMock, reportReply } from './end-mock.ts';
import { mockCard } from './mock-cards.ts';
import { mockMinutes } from './mock-minutes.ts';
import { changeMock, lockMock, type Mock, openMock, questionsOfMock } from './mocks.ts';
import { usualTracks } from './usual-tracks.ts';
import { wakeForEnds } from './wakes.ts';

interface Wanted {
  readonly track: string | undefined;
  readonly level: Level | undefined;
  readonly minutes: number | undefined;
}

/** Starts a mock interview, or shows the one that the member hasn't ended. */
export async function startMock(services: Services, actor: Actor, wanted: Wanted): Promise<Reply> {
  const { db, now } = services;
  const minutes = mockMinutes(wanted.minutes);
  await rememberActor(db, actor);
  const open = await openMock(db, actor);
  if (open) return show(services, open);
  const tracks = wanted.track ? [wanted.track] : await usualTracks(db, actor);
  const levels = wanted.level ? [wanted.level] : [];
  const mock = await inTransaction(services, async (tx, queue) => {
    const clock = { minutes, elapsed_seconds: 0, running_since: null };
    const made = await tx
      .insertInto('mocks')
      .values({
        workspace_id: actor.workspace,
        member_id: actor.member,
        channel_id: actor.channel,
        spot: actor.spot ?? null,
        tracks,
        levels,
        planned: Math.min(6, Math.max(3, Math.round(minutes / 8))),
        minutes,
        ...started(clock, now()),
        started_at: now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    // Two commands at once start one.
    if (!made) return openMock(tx, actor);
    queue.push(wakeForEnds(started(clock, now()).ends_at));
    await ask(tx, queue, made, 1, now());
    return made;
  });
  if (!mock) throw new Error('a mock that couldn’t be started is there');
  return show(services, mock);
}

/** Asks the next question of a mock. */
async function ask(tx: Tx, queue: Wake[], mock: Mock, place: number, now: Date): Promise<void> {
  const { workspace_id: workspace, member_id: member, channel_id: channel, tracks, levels } = mock;
  const filter = { tracks, levels, categories: [] };
  const [question] = await selectQuestions(tx, [{ workspace, privateTo: member, ...filter }], now);
  if (!question) throw noneMatches(filter);
  const request = {
    workspace,
    channel,
    source: 'private',
    requestedBy: member,
    revealAfterMinutes: 1,
    question,
  } as const;
  const [drop] = await createDrops(tx, queue, [request], now);
  if (!drop) throw new Error('a private drop has no slot to collide with');
  await tx
    .insertInto('mock_questions')
    .values({
      workspace_id: workspace,
      mock_id: mock.id,
      place,
      drop_id: drop.id,
      state: 'asked',
      asked_after: elapsedSeconds(mock, now),
    })
    .execute();
}

/** Goes on from a question, which is skipped if it wasn't answered. `value` is `mock:place`; one that is behind changes nothing. */
export async function nextQuestion(services: Services, actor: Actor, value: string): Promise<Reply> {
  const [id = '', place = ''] = value.split(':');
  const now = services.now();
  const mock = await inTransaction(services, async (tx, queue) => {
    const found = await goOn(tx, queue, await lockMock(tx, actor, id), now);
    if (found.state === 'done') return found;
    const current = (await questionsOfMock(tx, actor.workspace, found.id)).at(-1);
    if (!current || String(current.place) !== place) return found;
    if (current.state === 'asked') {
      await tx
        .updateTable('mock_questions')
        .set({ state: 'skipped', seconds: elapsedSeconds(found, now) - current.asked_after })
        .where('workspace_id', '=', actor.workspace)
        .where('mock_id', '=', found.id)
        .where('place', '=', current.place)
        .execute();
    }
    if (current.place >= found.planned || secondsLeft(found, now) === 0) return endMock(tx, found, now);
    await ask(tx, queue, found, current.place + 1, now);
    return found;
  });
  return show(services, mock);
}

/** A mock goes on with whatever its member does. */
export async function goOn(tx: Tx, queue: Wake[], mock: Mock, now: Date): Promise<Mock> {
  if (mock.state !== 'paused') return mock;
  const running = started(mock, now);
  await changeMock(tx, mock, running);
  queue.push(wakeForEnds(running.ends_at));
  return { ...mock, ...running };
}

export async function resumeMock(services: Services, actor: Actor, id: string): Promise<Reply> {
  const now = services.now();
  const mock = await inTransaction(services, async (tx, queue) =>
    goOn(tx, queue, await lockMock(tx, actor, id), now),
  );
  return show(services, mock);
}

export async function pauseMock(services: Services, actor: Actor, id: string): Promise<Reply> {
  const now = services.now();
  const mock = await inTransaction(services, async (tx) => {
    const found = await lockMock(tx, actor, id);
    if (found.state !== 'running') return found;
    const paused = { state: 'paused', ...stopped(found, now) } as const;
    await changeMock(tx, found, paused);
    return { ...found, ...paused };
  });
  return show(services, mock);
}

export async function finishMock(services: Services, actor: Actor, id: string): Promise<Reply> {
  const now = services.now();
  const mock = await inTransaction(services, async (tx) => endMock(tx, await lockMock(tx, actor, id), now));
  return show(services, mock);
}

/** What a mock shows to its member now. */
export async function show(services: Services, mock: Mock): Promise<Reply> {
  if (mock.state === 'done') return reportReply(services, mock);
  const questions = await questionsOfMock(services.db, mock.workspace_id, mock.id);
  return { type: 'private', card: mockCard(mock, questions, services.now()) };
}
