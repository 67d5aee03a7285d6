import { sql } from 'kysely';
import type { Db } from '../../src/database/database.ts';
import type { Chance } from './settings.ts';

/** Brings slots and reveals forward, in the database: nobody waits for tomorrow. */
export class Agenda {
  /** The local times of slots that came. One that comes again within its second is the same. */
  readonly slots = new Set<string>();
  readonly #db: Db;
  readonly #channel: string;
  readonly #chance: Chance;

  constructor(db: Db, channel: string, chance: Chance) {
    this.#db = db;
    this.#channel = channel;
    this.#chance = chance;
  }

  async act(until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      // While the database is away nothing becomes due.
      await this.#nextSlot().catch(() => undefined);
      await this.#nextReveal().catch(() => undefined);
      await this.#chance.moment(4000);
    }
  }

  /** The schedule's time is now, unless its last slot still waits to be opened. */
  async #nextSlot(): Promise<void> {
    const now = `${new Date().toISOString().slice(0, 19)}Z`;
    const { rows } = await sql`
      insert into schedules (workspace_id, channel_id, days, at, time_zone, tracks, levels, categories, reveal_after_minutes, next_slot_at, updated_at)
      select workspace_id, id, '{1,2,3,4,5,6,7}', ${now.slice(11, 19)}, 'UTC', '{}', '{}', '{}', 60, ${now}, now()
      from channels where id = ${this.#channel}
      on conflict (workspace_id, channel_id) do update set at = excluded.at, next_slot_at = excluded.next_slot_at
      where schedules.next_slot_at > now() returning at`.execute(this.#db);
    if (rows.length > 0) this.slots.add(now.slice(0, 19));
  }

  async #nextReveal(): Promise<void> {
    await sql`
      update drops set reveal_at = now() where id = (
        select id from drops where state = 'open' and revealed_at is null and reveal_at > now() order by id limit 1
      )`.execute(this.#db);
  }
}
