import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../src/chat/core.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { checkChannels } from '../../src/doctor/channels.ts';
import { openAnotherWorkspace } from '../support/another-workspace.ts';
import { Harness } from '../support/harness.ts';

/** Where the bot has posted it needn't ask whether it may. */

let h: Harness;
/** What a person has to do in the channel first. */
let obstacle: string | undefined;
beforeEach(async () => {
  obstacle = undefined;
  h = await Harness.start({
    platform: (web) => ({
      ...web,
      join: async () => {
        if (obstacle) throw new PlatformError('unreachable', obstacle);
      },
    }),
  });
});
afterEach(() => h.stop());

const ask = () => h.command('maya', 'question backend/slow-query');
const invite = 'Invite Whetstone first.';

async function openElsewhere(): Promise<Actor> {
  return { ...h.actor('maya'), workspace: await openAnotherWorkspace(h.services.db) };
}

async function askElsewhere(actor: Actor): Promise<void> {
  await h.core.command(actor, 'question backend/slow-query');
  await h.drain();
}

test('the platform is asked before the first question of a channel, and not again', async () => {
  obstacle = invite;
  expect(await ask()).toContain(invite);
  obstacle = undefined;
  await ask();
  obstacle = invite;
  expect(await ask()).not.toContain(invite);
});

test('that it has posted in a channel of the same id elsewhere says nothing', async () => {
  await askElsewhere(await openElsewhere());
  obstacle = invite;
  expect(await ask()).toContain(invite);
});

test('nor does that it can’t post there', async () => {
  const { db } = h.services;
  const actor = await openElsewhere();
  await ask();
  await askElsewhere(actor);
  const channels = db.updateTable('channels').where('id', '=', 'practice');
  await channels.set({ problem: 'It is archived.' }).where('workspace_id', '=', actor.workspace).execute();
  // Whatever is read first.
  await channels.set({ name: 'practice' }).where('workspace_id', '=', h.workspace).execute();
  obstacle = invite;
  expect(await ask()).not.toContain(invite);
});

test('doctor says where nothing can be posted, also beside a channel of the same id', async () => {
  const { db } = h.services;
  const { workspace } = await openElsewhere();
  await db
    .updateTable('channels')
    .set({ problem: 'It is archived.' })
    .where('workspace_id', '=', workspace)
    .where('id', '=', 'practice')
    .execute();
  expect(await checkChannels(db)).toMatchObject([{ ok: 'off', say: 'none has a schedule' }]);
  await h.command('sam', 'schedule set weekdays 09:00 UTC');
  expect(await checkChannels(db)).toMatchObject([{ ok: 'good', say: '1 with a schedule' }]);
  await db
    .updateTable('channels')
    .set({ problem: 'It is private.' })
    .where('workspace_id', '=', h.workspace)
    .execute();
  expect(await checkChannels(db)).toMatchObject([
    { ok: 'bad', say: 'nothing can be posted in #practice of Test', mend: 'It is private.' },
  ]);
});
