import { UserError } from '../../src/base/errors.ts';
import type { Log } from '../../src/base/log.ts';
import { Reach } from '../../src/base/reach.ts';
import { connectTimeoutMs } from '../../src/base/wait-for.ts';
import { PlatformError } from '../../src/chat/platform.ts';
import { slackClient } from './client.ts';
import { FixedInstallation, type Installation, type Installations } from './installations.ts';
import { judge } from './reason.ts';

interface TokenOptions {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly workspaceFor: (team: string, name: string) => Promise<string>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What to do about a token that Slack refuses. */
export const mendBotToken =
  'Copy the “Bot User OAuth Token” (xoxb-…) from the app’s “Install App” page into SLACK_BOT_TOKEN.';

/** The workspace of the token in the environment; which one it is Slack has to say. */
export class TokenInstallation implements Installations {
  readonly reach: Reach;
  #installation: FixedInstallation | undefined;

  constructor(options: TokenOptions) {
    this.reach = new Reach({
      service: 'Slack',
      judge,
      attempt: async () => {
        this.#installation = new FixedInstallation(await ask(options));
      },
      refusal: (code) => `Slack rejects SLACK_BOT_TOKEN (${code}). ${mendBotToken}`,
      log: options.log,
      signal: options.signal,
    });
  }

  async byTeam(team: string): Promise<Installation | undefined> {
    return this.#reached().byTeam(team);
  }

  async byWorkspace(workspace: string): Promise<Installation | undefined> {
    return this.#reached().byWorkspace(workspace);
  }

  async workspaces(): Promise<readonly string[]> {
    return this.#reached().workspaces();
  }

  #reached(): FixedInstallation {
    if (this.#installation) return this.#installation;
    const { isRefused, problem } = this.reach;
    throw new PlatformError(isRefused ? 'unauthorized' : 'temporary', problem ?? 'Slack is not reached yet.');
  }
}

/** Asks Slack whose token it is. */
async function ask({ token, apiUrl, workspaceFor, signal }: TokenOptions): Promise<Installation> {
  const auth = await slackClient(token, apiUrl, connectTimeoutMs, signal).auth.test();
  const { team_id: team, user_id: botUser, bot_id: botId } = auth;
  if (!team || !botUser || !botId) {
    throw new UserError(`SLACK_BOT_TOKEN isn’t a bot token. ${mendBotToken}`);
  }
  return {
    workspace: await workspaceFor(team, auth.team ?? team),
    team,
    token,
    botId,
    botUser,
    url: auth.url,
    scopes: auth.response_metadata?.scopes ?? [],
    installedBy: undefined,
  };
}
