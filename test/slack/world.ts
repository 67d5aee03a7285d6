import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { parseConfig } from '../../src/config/config.ts';
import { startWhetstone, type Whetstone } from '../../wiring.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { allOf, type SlackEmulator, startSlackEmulator } from '../support/slack/emulator.ts';
import { type FaultProxy, startFaultProxy } from '../support/slack/fault-proxy.ts';
import { startRouter } from '../support/slack/router.ts';
import * as signed from '../support/slack/signed.ts';
import { strictSlack } from '../support/slack/strict-slack.ts';
import { installTeam } from './install-team.ts';
import { Team } from './team.ts';

/** The real program, reached as Slack reaches it, over as many Slack workspaces as asked for. */
export class World {
  readonly database: TestDatabase;
  readonly teams: readonly Team[];
  /** Slack's Web API on its way to the teams. */
  readonly api: FaultProxy;
  readonly environment: Readonly<Record<string, string>>;
  /** What Slack gives at the most in one call. */
  readonly most: { replies: number };
  readonly #closers: (() => unknown)[];
  readonly logged: string[] = [];
  whetstone!: Whetstone;
  hoursLater = 0;

  private constructor(
    database: TestDatabase,
    teams: readonly Team[],
    api: FaultProxy,
    closers: (() => unknown)[],
    most: { replies: number },
  ) {
    this.most = most;
    this.database = database;
    this.teams = teams;
    this.api = api;
    this.#closers = closers;
    this.environment = {
      DATABASE_URL: database.connectionString,
      PORT: '0',
      SLACK_SIGNING_SECRET: signed.signingSecret,
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'secret',
      SLACK_STATE_SECRET: 'state',
      SLACK_API_URL: api.apiUrl,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    };
  }

  static async start(...names: string[]): Promise<World> {
    const database = await testDatabase('shipped');
    // One after the other: each takes hold of its store while it starts.
    const emulators: SlackEmulator[] = [];
    for (const name of names) emulators.push(await startSlackEmulator(name));
    const router = await startRouter(emulators);
    const most = { replies: 15 };
    const api = await startFaultProxy(
      new URL(router.apiUrl).origin,
      strictSlack(allOf(emulators), 'U0WHETSTON', most),
    );
    const teams = await Promise.all(emulators.map((slack, index) => Team.open(`T${names[index]}`, slack)));
    const closers = [() => api.close(), () => router.close(), ...teams.map((team) => () => team.close())];
    const world = new World(database, teams, api, closers, most);
    for (const team of teams) await world.install(team);
    await world.launch();
    return world;
  }

  /** The first team. */
  get team(): Team {
    const [first] = this.teams;
    if (!first) throw new Error('a world without teams');
    return first;
  }

  /** Starts the program, perhaps in another environment. */
  async launch(changes: Readonly<Record<string, string | undefined>> = {}): Promise<void> {
    const now = () => new Date(Date.now() + this.hoursLater * 3_600_000);
    // Kept where a test can read it: it must not tell what people wrote.
    const log = pino({ base: null }, { write: (line) => void this.logged.push(line) });
    this.whetstone = await startWhetstone(parseConfig({ ...this.environment, ...changes }), { now, log });
    for (const team of this.teams) team.url = `${this.whetstone.address}/slack/events`;
  }

  async install(team: Team): Promise<void> {
    await installTeam(this.database.db, Buffer.from(this.environment.ENCRYPTION_KEY ?? '', 'base64'), team);
  }

  answers() {
    return this.database.db.selectFrom('answers').selectAll().orderBy('id').execute();
  }

  async close(): Promise<void> {
    await this.whetstone.stop();
    for (const close of this.#closers) await close();
    await this.database.destroy();
  }
}
