/**
 * /interview quiet
 * /interview quiet from 22:00 until 07:00 Europe/Berlin | off
 */
import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import { notice } from '../chat/notice.ts';
import * as read from '../commands/arguments.ts';
import { command } from '../commands/command.ts';
import * as times from '../commands/times.ts';
import type { Services } from '../services/services.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { rememberActor } from '../workspaces/workspaces.ts';
import { type QuietHours, quietHoursOf } from './quiet-hours.ts';

interface QuietWords {
  readonly from: string;
  readonly until: string;
  readonly zone: string;
  readonly off: string;
}

const quiet = command<object, QuietWords>({
  name: 'quiet',
  who: 'anyone',
  help: 'Hours without private messages that you didn’t ask for; they come when the hours are over',
  examples: ['quiet from 22:00 until 07:00', 'quiet off'],
  optional: {
    from: read.named('from 22:00', times.time, 'when they begin'),
    until: read.named('until 07:00', times.time, 'when they end'),
    zone: read.maybeNamed('zone', times.zone),
    off: read.flag('off', 'messages at any time again'),
  },
  async run(services, actor, { from, until, zone, off }) {
    if (off) return end(services, actor);
    const before = await quietHoursOf(services.db, actor);
    if (from === undefined && until === undefined && zone === undefined) return show(before);
    const starts_at = from ?? before?.starts_at;
    const ends_at = until ?? before?.ends_at;
    if (starts_at === undefined || ends_at === undefined)
      throw new UserError(
        'Say when they begin and end, as in `/interview quiet from 22:00 until 07:00 Europe/Berlin`.',
      );
    if (starts_at.slice(0, 5) === ends_at.slice(0, 5))
      throw new UserError('Quiet hours can’t end when they begin.');
    const { timeZone } = await settingsOf(services.db, actor.workspace);
    const time_zone = zone ?? before?.time_zone ?? actor.timeZone ?? timeZone;
    return begin(services, actor, { starts_at, ends_at, time_zone });
  },
});

async function begin({ db }: Services, actor: Actor, hours: QuietHours): Promise<Reply> {
  await rememberActor(db, actor);
  await db
    .insertInto('quiet_hours')
    .values({ workspace_id: actor.workspace, member_id: actor.member, ...hours })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doUpdateSet(hours))
    .execute();
  return notice(
    [
      `${sayHours(hours)}. What comes meanwhile waits until then; what you ask for still comes at once. End it with `,
      { code: '/interview quiet off' },
      '.',
    ],
    'success',
  );
}

async function end({ db }: Services, actor: Actor): Promise<Reply> {
  const ended = await db
    .deleteFrom('quiet_hours')
    .where('workspace_id', '=', actor.workspace)
    .where('member_id', '=', actor.member)
    .returning('member_id')
    .executeTakeFirst();
  return ended
    ? notice('Private messages come at any time again.', 'success')
    : notice('You have no quiet hours to end.');
}

function show(hours: QuietHours | undefined): Reply {
  if (hours) return notice([`${sayHours(hours)}. End it with `, { code: '/interview quiet off' }, '.']);
  return notice([
    'You have no quiet hours. Set them with ',
    { code: '/interview quiet from 22:00 until 07:00' },
    '.',
  ]);
}

const sayHours = ({ starts_at, ends_at, time_zone }: QuietHours) =>
  `Quiet hours are from ${starts_at.slice(0, 5)} until ${ends_at.slice(0, 5)}, ${time_zone}`;

export const quietCommands = [quiet];
