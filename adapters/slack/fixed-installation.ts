import type { Core } from '../../src/chat/core.ts';
import { UserError } from '../../src/errors.ts';
import { slackClient } from './client.ts';
import { FixedInstallation } from './installations.ts';

/** Asks Slack whose token it is. @throws UserError when it is nobody's. */
export async function fixedInstallation(
  core: Pick<Core, 'workspaceFor'>,
  token: string,
  apiUrl: string | undefined,
): Promise<FixedInstallation> {
  const auth = await slackClient(token, apiUrl)
    .auth.test()
    .catch((cause) => {
      const code = cause?.data?.error ?? cause?.code ?? 'unknown';
      throw new UserError(
        `Slack does not accept SLACK_BOT_TOKEN (${code}). Copy the “Bot User OAuth Token” (xoxb-…) from the app’s page “Install App”.`,
        { cause },
      );
    });
  const { team_id: team, user_id: botUser, bot_id: botId } = auth;
  if (!team || !botUser || !botId) {
    throw new UserError('SLACK_BOT_TOKEN is no bot’s token. Copy the “Bot User OAuth Token” (xoxb-…).');
  }
  return new FixedInstallation({
    workspace: await core.workspaceFor('slack', team, auth.team ?? team),
    team,
    token,
    botId,
    botUser,
    url: auth.url,
    scopes: auth.response_metadata?.scopes ?? [],
    installedBy: undefined,
  });
}
