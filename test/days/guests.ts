import { expect } from 'vitest';
import type { Db } from '../../src/database/database.ts';
import type { Said } from '../faults/crowd.ts';
import { better, onAnything } from '../support/answers.ts';
import { guest, type Resident } from './residents.ts';

const patience = { timeout: 120_000, interval: 200 };

/** Somebody answers, gets a file with all that is theirs, is forgotten, and comes back as somebody new. */
export async function comeAndGo(db: Db, { house, workspace, chat, crowd }: Resident, stays: boolean) {
  const thread = chat.threads().at(-1);
  if (thread === undefined) return;
  const own = { thread, author: guest, text: `${better} ${onAnything} That is what a guest says.` };
  if (!crowd.said.some((one) => one.thread === thread && one.author === guest)) {
    const message = await chat.write(guest, thread, own.text);
    const empty = { votes: new Set<never>(), approvals: new Set<never>(), comments: new Map(), unsure: [] };
    crowd.said.push({ ...own, ...empty, message, isGone: false } as Said);
  }
  if (stays) return;
  const count = async (state: 'sent') =>
    (
      await db
        .selectFrom('posts')
        .select('id')
        .where('workspace_id', '=', workspace)
        .where('kind', '=', 'data-export')
        .where('state', '=', state)
        .execute()
    ).length;
  await house.exportData(guest);
  await expect.poll(() => count('sent'), patience).toBeGreaterThan(0);
  await house.forget(guest);
  await expect.poll(() => isKnown(db, workspace, chat.id(guest)), patience).toBe(false);
  for (const said of crowd.said) if (said.author === guest) said.isGone = true;
}

async function isKnown(db: Db, workspace: string, member: string): Promise<boolean> {
  const [known] = await db
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('id', '=', member)
    .execute();
  return known !== undefined;
}
