import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { PlatformError } from '../../src/chat/platform.ts';
import { slackClient } from './client.ts';
import type { Installation, Installations } from './installations.ts';

/** An installation with a client for it. */
export interface Connection extends Installation {
  readonly client: WebClient;
}

/** How long another process may not have heard that an installation changed. */
const freshMs = 60_000;

/** Finds the installation of an event or a workspace without a call to Slack, and mostly without one to the database. */
export class Connections {
  readonly #installations: Installations;
  readonly #apiUrl: string | undefined;
  readonly #byTeam = new LRUCache<string, Connection>({ max: 10_000, ttl: freshMs });
  readonly #byWorkspace = new LRUCache<string, Connection>({ max: 10_000, ttl: freshMs });

  constructor(installations: Installations, apiUrl: string | undefined) {
    this.#installations = installations;
    this.#apiUrl = apiUrl;
  }

  async byTeam(team: string): Promise<Connection | undefined> {
    const known = this.#byTeam.get(team);
    if (known) return known;
    return this.#keep(await this.#installations.byTeam(team));
  }

  /** @throws PlatformError `unauthorized` when Whetstone isn't installed there any more. */
  async byWorkspace(workspace: string): Promise<Connection> {
    const connection =
      this.#byWorkspace.get(workspace) ?? this.#keep(await this.#installations.byWorkspace(workspace));
    if (connection) return connection;
    throw new PlatformError(
      'unauthorized',
      'Whetstone isn’t installed in this Slack workspace. Install it again.',
    );
  }

  async workspaces(): Promise<readonly string[]> {
    return this.#installations.workspaces();
  }

  /** The address of a workspace's messages begins with this, once anything was done there. */
  urlOf(workspace: string): string | undefined {
    return this.#byWorkspace.get(workspace, { allowStale: true })?.url;
  }

  forget({ team, workspace }: Pick<Installation, 'team' | 'workspace'>): void {
    this.#byTeam.delete(team);
    this.#byWorkspace.delete(workspace);
  }

  #keep(installation: Installation | undefined): Connection | undefined {
    if (!installation) return undefined;
    const connection = { ...installation, client: slackClient(installation.token, this.#apiUrl) };
    this.#byTeam.set(connection.team, connection);
    this.#byWorkspace.set(connection.workspace, connection);
    return connection;
  }
}
