import { localDay } from '../../src/base/time.ts';
import { findTimeZone } from '../../src/base/time-zones.ts';
import type { Core } from '../../src/chat/core.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { createDrops } from '../../src/practice/create-drops.ts';
import { chooseQuestion } from '../../src/questions/choose-question.ts';
import type { Services } from '../../src/services/services.ts';
import { settingsOf } from '../../src/workspaces/settings.ts';
import { firstChannel, seedPlayground } from './seed.ts';

const anything = { tracks: [], levels: [], categories: [] };

/** Finds or makes the playground's workspace. The first time it gets people, a daily schedule and today's question. */
export async function openPlayground(services: Services, core: Core): Promise<string> {
  const workspace = await core.workspaceFor('web', 'local', 'Playground');
  await seedPlayground(services.db, workspace);
  if (await isNew(services, workspace)) await dropToday(services, core, workspace);
  return workspace;
}

async function isNew({ db }: Services, workspace: string): Promise<boolean> {
  const schedule = await db
    .selectFrom('schedules')
    .select('at')
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  const drop = await db
    .selectFrom('drops')
    .select('id')
    .where('workspace_id', '=', workspace)
    .limit(1)
    .executeTakeFirst();
  return schedule === undefined && drop === undefined;
}

async function dropToday(services: Services, core: Core, workspace: string): Promise<void> {
  const zone = findTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? 'UTC';
  const admin = {
    workspace,
    channel: firstChannel,
    member: 'sam',
    memberName: 'Sam',
    roles: ['admin' as const],
  };
  await core.command(admin, `schedule set daily 09:00 ${zone}`);
  await inTransaction(services, async (tx, queue) => {
    const now = services.now();
    const { revealAfterMinutes } = await settingsOf(tx, workspace);
    const slot = `${localDay(now, zone)} 09:00:00`;
    const question = await chooseQuestion(tx, workspace, { channel: firstChannel }, anything, now);
    const request = {
      workspace,
      channel: firstChannel,
      source: 'schedule',
      slot,
      revealAfterMinutes,
      question,
    } as const;
    await createDrops(tx, queue, [request], now);
  });
}
