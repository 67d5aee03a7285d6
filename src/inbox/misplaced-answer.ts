import { numeric, UserError } from '../base/errors.ts';
import { minutesLater } from '../base/time.ts';
import type { Actor, IncomingMessage, Reply } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { isLongEnough } from '../practice/answer-text.ts';
import { readsLikeAnAnswer } from '../practice/guess.ts';
import { nudge, wasNudged, wasTold } from '../practice/nudge.ts';
import { wordsOf } from '../practice/read-files.ts';
import { makeAnswer } from '../practice/use-as-answer.ts';
import type { Services } from '../services/services.ts';
import { remember, rememberedOf } from './latest-events.ts';

/**
 * A message in the channel itself that reads like an answer to the question that is open there: its author is told
 * where answers go. Its words are remembered for a day, in case they make it their answer.
 */
export async function receiveOutsideThread(services: Services, message: IncomingMessage): Promise<void> {
  if (message.replyTo !== undefined || message.mentions.length > 0 || !isLongEnough(message.text)) return;
  const { db, now } = services;
  const drop = await unansweredDrop(db, message, now());
  if (drop === undefined || (await wasNudged(db, message, 'misplaced', now()))) return;
  // Of conversation no file is fetched.
  if (!(await readsLikeAnAnswer(services, message.workspace, drop, message.text))) return;
  const { text } = await wordsOf(message);
  const { workspace, channel, message: id } = message;
  const author = message.member;
  await remember(db, { workspace, channel, message: id, at: now(), isThere: true, text, author });
  await nudge(services, message, 'misplaced', drop);
}

/** Such a message was edited before it was made the answer. */
export async function reviseOutsideThread(services: Services, message: IncomingMessage): Promise<void> {
  const { workspace, channel, message: id } = message;
  const key = { workspace, channel, message: id };
  const [known] = await rememberedOf(services.db, key);
  if (known?.isThere !== true || known.text === null) return;
  const { text } = await wordsOf(message);
  await remember(services.db, { ...key, at: services.now(), isThere: true, text, author: message.member });
}

/** Makes such a message the answer to the question that it seemed to answer. */
export async function useMisplaced(services: Services, actor: Actor, value: string): Promise<Reply> {
  const [, drop = '', channel = '', message = ''] = /^(\d+) (.+)\/([^/]+)$/.exec(value) ?? [];
  const { workspace } = actor;
  if (!(await wasTold(services.db, actor, value)))
    throw new UserError('Only your own message can be your answer.');
  const key = { workspace, channel, message };
  const [known] = await rememberedOf(services.db, key);
  if (known?.isThere !== true || !known.text)
    throw new UserError('Whetstone no longer has that message. Write your answer in the question’s thread.');
  if (!isLongEnough(known.text))
    throw new UserError('That message is too short now. Write your answer in the question’s thread.');
  const found = await services.db
    .selectFrom('drops')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('id', '=', numeric(drop))
    .where('channel_id', '=', channel)
    .executeTakeFirst();
  if (!found) throw new UserError('That question is no longer here.');
  return makeAnswer(services, actor, found, key, known.text);
}

/** The channel's latest question of the last 24 hours, unless its sample answer is out or the member has answered it. */
async function unansweredDrop(
  db: Db,
  { workspace, channel, member }: IncomingMessage,
  now: Date,
): Promise<string | undefined> {
  const latest = await db
    .selectFrom('drops')
    .select(['id', 'revealed_at'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('answers')
            .select('answers.id')
            .whereRef('answers.workspace_id', '=', 'drops.workspace_id')
            .whereRef('answers.drop_id', '=', 'drops.id')
            .where('member_id', '=', member),
        )
        .as('hasAnswered'),
    )
    .where('workspace_id', '=', workspace)
    .where('channel_id', '=', channel)
    .where('state', '=', 'open')
    .where('source', '!=', 'private')
    .where('message', 'is not', null)
    .where('opened_at', '>', minutesLater(now, -1440))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest && latest.revealed_at === null && !latest.hasAnswered ? latest.id : undefined;
}
