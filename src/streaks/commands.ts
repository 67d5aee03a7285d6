/**
 * /interview vacation
 * /interview vacation until 2027-01-06 | from 2026-12-21 until 2027-01-06 | off
 */
import { UserError } from '../base/errors.ts';
import { daysLater, localDay, sayDay } from '../base/time.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import * as dates from '../commands/dates.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { Services } from '../services/services.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { addVacation, endVacations, includesDay, type Vacation, vacationsFrom } from './vacations.ts';

/** Nobody plans further ahead, and a forgotten vacation ends by itself. */
const mostDaysAhead = 90;

interface VacationWords {
  readonly from: string;
  readonly until: string;
  readonly off: string;
}

const vacation = command<object, VacationWords>({
  name: 'vacation',
  who: 'anyone',
  help: 'Days off: they don’t break your streak, and no reminders come',
  examples: ['vacation until 6 Jan', 'vacation from 21 Dec until 6 Jan'],
  optional: {
    from: read.named('from 2026-12-21', dates.day, 'the first day; today unless you say'),
    until: read.named('until 2027-01-06', dates.day, 'the last day'),
    off: read.flag('off', 'end it, or cancel what is planned'),
  },
  async run(services, actor, { from, until, off }) {
    const { timeZone } = await settingsOf(services.db, actor.workspace);
    const today = localDay(services.now(), timeZone);
    if (off) return end(services, actor, today);
    if (from === undefined && until === undefined) return show(services, actor, today);
    return begin(services, actor, vacationOf(from, until, today));
  },
});

/** @throws UserError when there is no such vacation. */
function vacationOf(saidFrom: string | undefined, saidUntil: string | undefined, today: string): Vacation {
  const example = `\`/interview vacation from ${daysLater(today, 7)} until ${daysLater(today, 21)}\``;
  if (saidUntil === undefined) throw new UserError(`Say until when, too, as in ${example}.`);
  const from = saidFrom === undefined ? today : dates.dayFrom(saidFrom, today);
  const until = dates.dayFrom(saidUntil, from);
  if (from < today)
    throw new UserError('A vacation can’t begin in the past. Without “from” it begins today.');
  if (until < from) throw new UserError(`${sayDay(until)} is too early. Say it as in ${example}.`);
  const latest = daysLater(today, mostDaysAhead);
  if (until > latest)
    throw new UserError(
      `A vacation can last until ${sayDay(latest)}, ${mostDaysAhead} days from now. You can extend it later.`,
    );
  return { from, until };
}

async function begin(services: Services, actor: Actor, planned: Vacation): Promise<Reply> {
  await rememberActor(services.db, actor);
  const { from, until } = await inTransaction(services, (tx) => addVacation(tx, actor, planned));
  return notice(
    [
      `You’re on vacation from ${sayDay(from)} until ${sayDay(until)}. These days don’t break your streak, and no reminders come. Back earlier? `,
      { code: '/interview vacation off' },
    ],
    'success',
  );
}

async function end(services: Services, actor: Actor, today: string): Promise<Reply> {
  const isEnded = await inTransaction(services, (tx) => endVacations(tx, actor, today));
  return isEnded
    ? notice('Your vacation is over. Today counts again.', 'success')
    : notice('You have no vacation to end.');
}

async function show(services: Services, actor: Actor, today: string): Promise<Reply> {
  const planned = await vacationsFrom(services.db, actor, today);
  if (planned.length === 0)
    return notice([
      'You have no vacation planned. Plan one with ',
      { code: `/interview vacation until ${daysLater(today, 14)}` },
      '.',
    ]);
  const list = planned.map((one) => sayVacation(one, today)).join(' ');
  return notice([`${list} End it with `, { code: '/interview vacation off' }, '.']);
}

function sayVacation(one: Vacation, today: string): string {
  if (includesDay(one, today)) return `You’re on vacation until ${sayDay(one.until)}.`;
  return `You have a vacation planned from ${sayDay(one.from)} until ${sayDay(one.until)}.`;
}

export const streakCommands = [vacation];
