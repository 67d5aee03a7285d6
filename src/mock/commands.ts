/**
 * /interview mock backend intermediate 30m
 * /interview mock report
 */
import { UserError } from '../base/errors.ts';
import type { Actor, Reply } from '../chat/core.ts';
import * as read from '../commands/arguments.ts';
import { command, twinOf } from '../commands/command.ts';
import * as times from '../commands/times.ts';
import type { Level } from '../domain/question.ts';
import type { Services } from '../services/services.ts';
import { reportReply } from './end-mock.ts';
import { startMock } from './run-mock.ts';

const mock = command<object, { track: string; level: Level; minutes: number }>({
  name: 'mock',
  who: 'anyone',
  help: 'A private mock interview: several questions with follow-ups, against the clock, and a report',
  examples: ['mock backend', 'mock backend advanced 45m'],
  optional: { track: read.track, level: read.level, minutes: times.duration },
  run: (services, actor, { track, level, minutes }) => startMock(services, actor, { track, level, minutes }),
});

const report = command({
  name: 'mock report',
  who: 'anyone',
  help: 'The report of your last mock interview',
  run: (services, actor) => showReport(services, actor, ''),
});

/** The report of a member's own mock, the last one unless it is named. */
export async function showReport(
  services: Services,
  { workspace, member }: Actor,
  id: string,
): Promise<Reply> {
  let mocks = services.db
    .selectFrom('mocks')
    .selectAll()
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .where('state', '=', 'done');
  if (/^\d{1,18}$/.test(id)) mocks = mocks.where('id', '=', id);
  const found = await mocks.orderBy('id', 'desc').limit(1).executeTakeFirst();
  if (found) return reportReply(services, found);
  throw new UserError('You haven’t finished a mock interview yet. Start one with `/interview mock`.');
}

export const mockCommands = [mock, twinOf(mock, 'mock start'), report];
