import { bad, type Check, check, good, off, patienceMs } from '../../../src/doctor/check.ts';
import { slackClient } from '../client.ts';
import { asPlatformError } from '../errors.ts';
import { botScopes } from '../manifest.ts';
import { reasonOf } from '../reason.ts';

/** A token that Slack is asked about. */
interface Token {
  /** What the check is called. */
  readonly what: string;
  readonly token: string;
  readonly apiUrl: string | undefined;
  /** What to do when Slack refuses it. */
  readonly mend: string;
}

/** Whose the token is, and whether it has the scopes that Whetstone needs. */
export function checkBotToken({ what, token, apiUrl, mend }: Token): Promise<Check[]> {
  return check(what, async (signal) => {
    const answer = await ask(() => slackClient(token, apiUrl, patienceMs, signal).auth.test(), mend);
    if ('trouble' in answer) return answer.trouble;
    const { team, user, bot_id, response_metadata } = answer.said;
    if (!bot_id) return bad('it isn’t a bot token', mend);
    return [good(`${team ?? 'a workspace'}, as @${user ?? bot_id}`), ...missing(response_metadata?.scopes)];
  });
}

/** Opening a connection is what the token is for; the one that this asks for is never used. */
export function checkAppToken({ what, token, apiUrl, mend }: Token): Promise<Check[]> {
  return check(what, async (signal) => {
    const client = slackClient(token, apiUrl, patienceMs, signal);
    const answer = await ask(() => client.apps.connections.open(), mend);
    return 'trouble' in answer ? answer.trouble : good('opens connections for Socket Mode');
  });
}

async function ask<Answer>(call: () => Promise<Answer>, mend: string) {
  try {
    return { said: await call() };
  } catch (error) {
    const reason = reasonOf(error);
    return {
      trouble: asPlatformError(error).isPassing
        ? bad(`Slack is not reached (${reason})`, 'Is slack.com reachable from here? Whetstone keeps trying.')
        : bad(`Slack refuses it (${reason})`, mend),
    };
  }
}

/** @see https://docs.slack.dev/authentication/installing-with-oauth on the header `x-oauth-scopes` */
function missing(scopes: readonly string[] | undefined) {
  if (scopes === undefined) return [off('Slack did not say which scopes it has')];
  return botScopes
    .filter(({ scope }) => !scopes.includes(scope))
    .map(({ scope, why }) =>
      bad(
        `lacks the scope ${scope}: ${why}`,
        'Add it under OAuth & Permissions, Bot Token Scopes, at api.slack.com/apps, and install the app again.',
      ),
    );
}
