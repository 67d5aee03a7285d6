/**
 * /interview recall
 * /interview recall set 5 | 08:00 Europe/Berlin | off
 */
import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import * as times from '../commands/times.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Services } from '../services/services.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { askRecall } from './ask-recall.ts';
import { type RecallSettings, recallSettingsOf } from './recall-settings.ts';
import { keepReminding, nextReminder } from './reminders.ts';
import { wakeForReminders } from './wakes.ts';

const mostPerDay = 50;

interface RecallWords {
  readonly perDay: number;
  readonly at: string;
  readonly zone: string;
  readonly off: string;
}

const recall = command({
  name: 'recall',
  who: 'anyone',
  help: 'Be asked in private for what you’re about to forget',
  run: (services, actor) => askRecall(services, actor, ''),
});

const recallSet = command<object, RecallWords>({
  name: 'recall set',
  who: 'anyone',
  help: 'How often a day you’re asked, and when you’re reminded; “off” ends reminders',
  examples: ['recall set 5', 'recall set 08:00 Europe/Berlin', 'recall set off'],
  optional: {
    perDay: read.amount,
    at: times.time,
    zone: read.maybeNamed('zone', times.zone),
    off: read.flag('off', 'no reminders'),
  },
  run: (services, actor, words) => change(services, actor, words),
});

async function change(services: Services, actor: Actor, words: Partial<RecallWords>): Promise<Reply> {
  const { perDay, at, zone, off } = words;
  if (perDay !== undefined && (perDay < 1 || perDay > mostPerDay))
    throw new UserError(`Choose a number from 1 to ${mostPerDay}, as in \`/interview recall set 5\`.`);
  const { db, now } = services;
  const before = await recallSettingsOf(db, actor);
  const remind_at = off ? null : (at ?? before.remind_at);
  const time_zone = zone ?? before.time_zone;
  const changed = {
    per_day: perDay ?? before.per_day,
    time_zone,
    remind_at,
    next_reminder_at: remind_at === null ? null : nextReminder(remind_at, time_zone, now()),
  };
  await rememberActor(db, actor);
  await inTransaction(services, async (tx, queue) => {
    await tx
      .insertInto('recall_settings')
      .values({
        workspace_id: actor.workspace,
        member_id: actor.member,
        channel_id: actor.channel,
        ...changed,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'member_id'])
          .doUpdateSet({ ...changed, channel_id: actor.channel, unanswered: 0 }),
      )
      .execute();
    if (changed.next_reminder_at) queue.push(wakeForReminders(changed.next_reminder_at));
  });
  return notice(sayRecallSettings(changed), 'success');
}

/** How often a member is asked, and when they are reminded. */
function sayRecallSettings({ per_day, time_zone, remind_at }: RecallSettings) {
  const often = per_day === 1 ? 'once a day' : `up to ${per_day} times a day`;
  const start = `You’re asked ${often}, whenever you type `;
  const reminder = remind_at
    ? `. I’ll remind you at ${remind_at.slice(0, 5)}, ${time_zone}, on days when something is due.`
    : '. There are no reminders; switch them on with ';
  return [
    start,
    { code: '/interview recall' },
    reminder,
    ...(remind_at ? [] : [{ code: '/interview recall set 08:00' }, '.']),
  ];
}

/** The member still wants reminders after some that came to nothing. */
export async function keepReminders(services: Services, actor: Actor): Promise<Reply> {
  const { db, now } = services;
  await inTransaction(services, (tx, queue) => keepReminding(tx, queue, actor, now()));
  return notice(sayRecallSettings(await recallSettingsOf(db, actor)), 'success');
}

export const stopReminders = (services: Services, actor: Actor): Promise<Reply> =>
  change(services, actor, { off: 'off' });

export const recallCommands = [recall, recallSet];
