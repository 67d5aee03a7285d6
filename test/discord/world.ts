import { pino } from 'pino';
import { vi } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord/server.ts';
import { Team } from './team.ts';

/** The real program at the gateway of a Discord of its own, with as many servers as asked for. */
export class World {
  readonly database: TestDatabase;
  readonly discord: DiscordServer;
  readonly teams: readonly Team[];
  readonly logged: string[] = [];
  readonly environment: Readonly<Record<string, string>>;
  whetstone!: Whetstone;
  hoursLater = 0;

  private constructor(database: TestDatabase, discord: DiscordServer, names: readonly string[]) {
    this.database = database;
    this.discord = discord;
    this.teams = names.map((name) => new Team(discord, name));
    this.environment = {
      DATABASE_URL: database.connectionString,
      PORT: '0',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
    };
  }

  static async start(...names: string[]): Promise<World> {
    return World.startSharded(1, ...names);
  }

  /** With as many connections as Discord then recommends. */
  static async startSharded(shards: number, ...names: string[]): Promise<World> {
    const world = new World(await testDatabase('shipped'), await startDiscordServer({ shards }), names);
    await world.launch();
    return world;
  }

  /** The first server. */
  get team(): Team {
    const [first] = this.teams;
    if (!first) throw new Error('a world without servers');
    return first;
  }

  /** Starts the program, perhaps in another environment, and waits until its commands are there. */
  async launch(changes: Readonly<Record<string, string | undefined>> = {}): Promise<void> {
    const now = () => new Date(Date.now() + this.hoursLater * 3_600_000);
    const before = this.logged.length;
    // Kept where a test can read it: it must not tell what people wrote.
    const log = pino({ base: null }, { write: (line) => void this.logged.push(line) });
    this.whetstone = await startWhetstone(parseConfig({ ...this.environment, ...changes }), { now, log });
    const registered = () => this.logged.slice(before).some((line) => line.includes('are registered'));
    await vi.waitUntil(registered, { timeout: 60_000 });
  }

  answers() {
    return this.database.db.selectFrom('answers').selectAll().orderBy('id').execute();
  }

  async close(): Promise<void> {
    await this.whetstone.stop();
    await this.discord.close();
    await this.database.destroy();
  }
}
