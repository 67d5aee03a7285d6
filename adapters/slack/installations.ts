import type { Installation as SlackInstallation } from '@slack/oauth';
import { UserError } from '../../src/base/errors.ts';
import type { SecretBox } from '../../src/base/secrets.ts';
import type { Core } from '../../src/chat/core.ts';
import type { Db, Row, Tx } from '../../src/database/database.ts';

/** Whetstone in one Slack workspace. */
export interface Installation {
  /** The core's id. */
  readonly workspace: string;
  readonly team: string;
  readonly token: string;
  readonly botId: string;
  readonly botUser: string;
  /** As in `https://acme.slack.com/`, where it is known. */
  readonly url: string | undefined;
  readonly scopes: readonly string[];
  /** Who installed it first; undefined when the token came from the environment. */
  readonly installedBy: string | undefined;
}

export interface Installations {
  byTeam(team: string): Promise<Installation | undefined>;
  byWorkspace(workspace: string): Promise<Installation | undefined>;
  /** The core's ids of all. */
  workspaces(): Promise<readonly string[]>;
}

/** What a token's seal is bound to. */
export const tokenPurpose = (team: string) => `slack bot token of ${team}`;

/** The installations that OAuth made, with their tokens sealed. */
export class StoredInstallations implements Installations {
  readonly #db: Db;
  readonly #core: Pick<Core, 'workspaceFor'>;
  readonly #box: SecretBox;
  readonly #now: () => Date;

  constructor(db: Db, core: Pick<Core, 'workspaceFor'>, box: SecretBox, now: () => Date) {
    this.#db = db;
    this.#core = core;
    this.#box = box;
    this.#now = now;
  }

  /** @throws UserError for an installation on a whole Enterprise organization, or without a bot. */
  async save(installation: SlackInstallation, url: string | undefined): Promise<Installation> {
    const { team, bot, user } = installation;
    if (installation.isEnterpriseInstall || !team) {
      throw new UserError(
        'Whetstone is installed into one workspace at a time, not into a whole Enterprise organization. Choose a workspace and try again.',
      );
    }
    if (!bot) throw new UserError('Slack gave no bot token. Please try the installation again.');
    const name = team.name ?? team.id;
    const workspace = await this.#core.workspaceFor('slack', team.id, name);
    const row = {
      workspace_id: workspace,
      team_id: team.id,
      team_name: name,
      url: url ?? null,
      bot_id: bot.id,
      bot_user_id: bot.userId,
      sealed_token: this.#box.seal(bot.token, tokenPurpose(team.id)),
      scopes: bot.scopes,
      installed_at: this.#now(),
    };
    // Whoever didn't get through with it is nobody's first installer.
    return this.#db.transaction().execute(async (tx) => {
      const installation = { ...row, installed_by: await firstInstaller(tx, workspace, user.id) };
      await tx
        .insertInto('slack_installations')
        .values(installation)
        .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(installation))
        .execute();
      return opened(installation, this.#box);
    });
  }

  async byTeam(team: string): Promise<Installation | undefined> {
    const row = await this.#select().where('team_id', '=', team).executeTakeFirst();
    return row && opened(row, this.#box);
  }

  async byWorkspace(workspace: string): Promise<Installation | undefined> {
    const row = await this.#select().where('workspace_id', '=', workspace).executeTakeFirst();
    return row && opened(row, this.#box);
  }

  async workspaces(): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('slack_installations')
      .select('workspace_id')
      .orderBy('workspace_id')
      .execute();
    return rows.map(({ workspace_id }) => workspace_id);
  }

  /** Whether there is one in the team that isn't newer than an instant. */
  async isInstalledSince(team: string, at: Date): Promise<boolean> {
    const row = await this.#select()
      .where('team_id', '=', team)
      .where('installed_at', '<=', at)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Unless it is newer than an instant. */
  async delete(team: string, at: Date): Promise<void> {
    await this.#db
      .deleteFrom('slack_installations')
      .where('team_id', '=', team)
      .where('installed_at', '<=', at)
      .execute();
  }

  #select() {
    return this.#db.selectFrom('slack_installations').selectAll();
  }
}

/** Whoever installs it again isn't an admin by that: anybody who may add apps could be. */
async function firstInstaller(tx: Tx, workspace: string, member: string): Promise<string> {
  const row = await tx
    .insertInto('slack_first_installers')
    .values({ workspace_id: workspace, member_id: member })
    .onConflict((conflict) =>
      conflict
        .column('workspace_id')
        .doUpdateSet((eb) => ({ member_id: eb.ref('slack_first_installers.member_id') })),
    )
    .returning('member_id')
    .executeTakeFirstOrThrow();
  return row.member_id;
}

/** Whoever installs it next isn't the first by that, so nobody is admin in their place. */
export async function forgetInstaller(
  db: Db,
  workspace: string,
  member: string,
  standIn: string,
): Promise<void> {
  await db
    .updateTable('slack_first_installers')
    .set({ member_id: standIn })
    .where('workspace_id', '=', workspace)
    .where('member_id', '=', member)
    .execute();
  await db
    .updateTable('slack_installations')
    .set({ installed_by: standIn })
    .where('workspace_id', '=', workspace)
    .where('installed_by', '=', member)
    .execute();
}

/** Every stored installation. @throws Error when a token was sealed with a key that isn't there any more. */
export async function readInstallations(db: Db, box: SecretBox): Promise<Installation[]> {
  const rows = await db.selectFrom('slack_installations').selectAll().orderBy('workspace_id').execute();
  return rows.map((row) => opened(row, box));
}

function opened(row: Row<'slack_installations'>, box: SecretBox): Installation {
  return {
    workspace: row.workspace_id,
    team: row.team_id,
    token: box.open(row.sealed_token, tokenPurpose(row.team_id)),
    botId: row.bot_id,
    botUser: row.bot_user_id,
    url: row.url ?? undefined,
    scopes: row.scopes,
    installedBy: row.installed_by,
  };
}

/** The one workspace whose token stands in the environment. */
export class FixedInstallation implements Installations {
  readonly #installation: Installation;

  constructor(installation: Installation) {
    this.#installation = installation;
  }

  async byTeam(team: string): Promise<Installation | undefined> {
    return team === this.#installation.team ? this.#installation : undefined;
  }

  async byWorkspace(workspace: string): Promise<Installation | undefined> {
    return workspace === this.#installation.workspace ? this.#installation : undefined;
  }

  async workspaces(): Promise<string[]> {
    return [this.#installation.workspace];
  }
}
