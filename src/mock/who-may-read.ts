import { numeric, UserError } from '../base/errors.ts';
import type { Actor } from '../chat/core.ts';
import type { Db } from '../database/database.ts';
import { isMentor } from '../workspaces/workspaces.ts';
import { mockById } from './mock-posts.ts';
import type { Mock } from './mocks.ts';

/** A mock that is over, for its member and the mentor whom they shared it with; undefined for anybody else. */
export async function readableMock(db: Db, actor: Actor, id: string): Promise<Mock | undefined> {
  const mock = await mockById(db, actor.workspace, numeric(id));
  if (mock?.state !== 'done') return undefined;
  return mock.member_id === actor.member || (await isSharedWith(db, actor, mock)) ? mock : undefined;
}

export async function doneMock(db: Db, { workspace, member }: Actor, id: string): Promise<Mock> {
  const mock = await mockById(db, workspace, numeric(id));
  if (mock?.member_id === member && mock.state === 'done') return mock;
  throw new UserError('That’s somebody else’s mock interview, or it isn’t over yet.');
}

export async function sharedMock(db: Db, actor: Actor, id: string): Promise<Mock> {
  const mock = await mockById(db, actor.workspace, numeric(id));
  if (mock && (await isSharedWith(db, actor, mock))) return mock;
  throw new UserError('That mock interview isn’t shared with you any more.');
}

/** As long as they are a mentor. */
const isSharedWith = async (db: Db, actor: Actor, mock: Mock) =>
  mock.shared_with === actor.member && (await isMentor(db, actor));
