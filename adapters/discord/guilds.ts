import { LRUCache } from 'lru-cache';
import type { Core } from '../../src/chat/core.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import type { Db } from '../../src/database/database.ts';

/** Which guild a workspace is, and the other way round: mostly without a query. */
export class Guilds {
  readonly #db: Db;
  readonly #core: Core;
  readonly #workspaces = new LRUCache<string, string>({ max: 50_000 });
  readonly #guilds = new LRUCache<string, string>({ max: 50_000 });

  constructor(db: Db, core: Core) {
    this.#db = db;
    this.#core = core;
  }

  /** The workspace of a guild, made when it is new. */
  async workspaceOf(guild: string, name: string): Promise<string> {
    const known = this.#workspaces.get(guild);
    if (known !== undefined) return known;
    return this.#keep(guild, await this.#core.workspaceFor('discord', guild, name));
  }

  /** The workspace of a guild, if anything was ever done there. */
  async find(guild: string): Promise<string | undefined> {
    const known = this.#workspaces.get(guild);
    if (known !== undefined) return known;
    const row = await this.#db
      .selectFrom('workspaces')
      .select('id')
      .where('platform', '=', 'discord')
      .where('external_id', '=', guild)
      .executeTakeFirst();
    return row && this.#keep(guild, row.id);
  }

  async guildOf(workspace: string): Promise<string> {
    const known = this.#guilds.get(workspace);
    if (known !== undefined) return known;
    const row = await this.#db
      .selectFrom('workspaces')
      .select('external_id')
      .where('id', '=', workspace)
      .where('platform', '=', 'discord')
      .executeTakeFirst();
    if (!row) throw new PlatformError('unauthorized', 'This workspace isn’t a Discord server.');
    this.#keep(row.external_id, workspace);
    return row.external_id;
  }

  /** The guild of a workspace in which anything was done since the start. */
  knownGuildOf(workspace: string): string | undefined {
    return this.#guilds.get(workspace);
  }

  /** Every guild that Whetstone has been in. */
  async all(): Promise<readonly { readonly guild: string; readonly workspace: string }[]> {
    const rows = await this.#db
      .selectFrom('workspaces')
      .select(['id', 'external_id'])
      .where('platform', '=', 'discord')
      .orderBy('id')
      .execute();
    return rows.map(({ id, external_id }) => ({ workspace: id, guild: external_id }));
  }

  /** Whetstone was removed from it: should it come back, it is asked for anew. */
  forget(guild: string, workspace: string): void {
    this.#workspaces.delete(guild);
    this.#guilds.delete(workspace);
  }

  #keep(guild: string, workspace: string): string {
    this.#workspaces.set(guild, workspace);
    this.#guilds.set(workspace, guild);
    return workspace;
  }
}
