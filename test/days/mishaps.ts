import type { Db } from '../../src/database/database.ts';
import type { Chance } from '../faults/settings.ts';
import { releaseClaims } from '../faults/settle.ts';
import type { CutLine } from '../support/cut-line.ts';
import { forgetJobs } from '../support/forget-jobs.ts';
import type { Name, Programs } from './programs.ts';
import type { Town } from './town.ts';

/** For how long something is wrong. */
const longestMs = 2000;

/** What goes wrong on a day, and how often it has. */
export class Mishaps {
  readonly #counts = new Map<string, number>();
  readonly #parts: Parts;
  readonly #kinds: Readonly<Record<string, (victim: Name) => Promise<void>>>;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { db, line, programs, town } = parts;
    const { slack, discord } = town;
    const slackFails = (fault: Parameters<typeof slack.always>[0]) =>
      this.#for(
        () => slack.always(fault),
        () => slack.always(undefined),
      );
    const discordFails = (fault: Parameters<typeof discord.faults.next>[0]) =>
      this.#for(
        () => discord.faults.next({ ...fault, times: Number.MAX_SAFE_INTEGER }),
        () => discord.faults.clear(),
      );
    this.#kinds = {
      'graceful restart': (victim) => programs.restart(victim),
      'database cut off': () => this.#for(line.cut, line.mend),
      'queue lost': () => forgetJobs(db),
      'Slack busy': () => slackFails({ status: 429, retryAfter: 1 }),
      'Slack failing': () => slackFails({ status: 503 }),
      'Slack silent': () => slackFails('hang'),
      'Slack breaking off': () => slackFails({ cut: 'after' }),
      'Discord busy': () => discordFails({ retryAfterSeconds: 1 }),
      'Discord failing': () => discordFails({ status: 502 }),
      'Discord breaking off': () => discordFails({ lose: 'answer' }),
      'Discord disconnecting': async () => discord.gateway.drop(),
    };
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** For a person. */
  say(): string {
    return [...this.#counts].map(([kind, count]) => `${count} × ${kind}`).join(', ');
  }

  /** Kills, in the middle of the work. */
  async kill(victim: Name): Promise<void> {
    const { db, chance, programs } = this.#parts;
    await chance.moment(2 * longestMs);
    await programs.kill(victim);
    await releaseClaims(db);
    this.#count('kill');
  }

  /** Any other, in the middle of the work. */
  async any(victim: Name): Promise<void> {
    const { chance } = this.#parts;
    const kind = chance.of(Object.keys(this.#kinds)) ?? '';
    await chance.moment(longestMs);
    await this.#kinds[kind]?.(victim);
    this.#count(kind);
  }

  async #for(begin: () => void, end: () => void): Promise<void> {
    begin();
    await this.#parts.chance.moment(longestMs);
    end();
  }

  #count(kind: string): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }
}

interface Parts {
  readonly db: Db;
  readonly chance: Chance;
  readonly programs: Programs;
  readonly town: Town;
  readonly line: CutLine;
}
