import { sql } from 'kysely';
import type { Db } from '../../src/database/database.ts';
import type { Chance } from './settings.ts';

/** Brings slots, reveals, ends and reminders forward, in the database: nobody waits for tomorrow. */
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
      await this.#nextEnds().catch(() => undefined);
      await this.#nextReminders().catch(() => undefined);
      await this.#chance.moment(4000);
    }
  }

  /** The schedule's time is now, unless its last slot still waits to be opened. */
  async #nextSlot(): Promise<void> {
    const at = new Date();
    const now = `${at.toISOString().slice(0, 19)}Z`;
    const { rows } = await sql`
      insert into schedules (workspace_id, channel_id, days, at, time_zone, tracks, levels, categories, reveal_after_minutes, next_slot_at, updated_at)
      select workspace_id, id, '{1,2,3,4,5,6,7}', ${now.slice(11, 19)}, 'UTC', '{}', '{}', '{}', 60, ${now}, ${at}
      from channels where id = ${this.#channel}
      on conflict (workspace_id, channel_id) do update set at = excluded.at, next_slot_at = excluded.next_slot_at
      where schedules.next_slot_at > ${at} returning at`.execute(this.#db);
    if (rows.length > 0) this.slots.add(now.slice(0, 19));
  }

  async #nextReveal(): Promise<void> {
    const now = new Date();
    await sql`
      update drops set reveal_at = ${now} where id = (
        select id from drops where state = 'open' and source <> 'private' and revealed_at is null and reveal_at > ${now}
        order by id limit 1
      )`.execute(this.#db);
  }

  /** The time of a mock interview is up, with whatever is under way in it. */
  async #nextEnds(): Promise<void> {
    const now = new Date();
    if (this.#chance.next() < 0.7) return;
    await sql`
      update mocks set ends_at = ${now} where id = (
        select id from mocks where state = 'running' and ends_at > ${now} and exists (
          select from mock_questions where mock_id = mocks.id and mock_questions.state = 'answered')
        order by random() limit 1
      )`.execute(this.#db);
    if (this.#chance.next() < 0.3)
      await sql`update peer_mocks set turn_ends_at = ${now} where turn_ends_at > ${now}`.execute(this.#db);
  }

  /** It is everybody's hour again, on the same day. */
  async #nextReminders(): Promise<void> {
    const now = new Date();
    await sql`update recall_settings set next_reminder_at = ${now} where next_reminder_at > ${now}`.execute(
      this.#db,
    );
  }
}
