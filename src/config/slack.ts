import type { Variables } from './variables.ts';

/** How Slack reaches us and how we reach Slack. */
export interface SlackSettings {
  /** Undefined where nothing comes by HTTP but installations. */
  readonly signingSecret: string | undefined;
  /** Socket Mode when set. */
  readonly appToken: string | undefined;
  /** Another address than Slack's own. */
  readonly apiUrl: string | undefined;
  readonly installation:
    | { readonly by: 'token'; readonly botToken: string }
    | {
        readonly by: 'oauth';
        readonly clientId: string;
        readonly clientSecret: string;
        readonly stateSecret: string;
        readonly encryptionKeys: readonly Buffer[];
      };
}

/** Undefined also when some of what belongs together is missing, which is added to the problems. */
export function slackSettings(data: Variables, problems: string[]): SlackSettings | undefined {
  const named = Object.entries(data).filter(
    ([name, value]) => name.startsWith('SLACK_') && value !== undefined,
  );
  if (named.length === 0) return undefined;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = data;
  if (!signingSecret && !appToken) {
    problems.push(
      'SLACK_SIGNING_SECRET is missing: it’s on the app’s “Basic Information” page. Or set SLACK_APP_TOKEN for Socket Mode.',
    );
  }
  const installation = data.SLACK_BOT_TOKEN
    ? { by: 'token' as const, botToken: data.SLACK_BOT_TOKEN }
    : oauthSettings(data, problems);
  if (!installation) return undefined;
  return { signingSecret, appToken, apiUrl, installation };
}

function oauthSettings(data: Variables, problems: string[]) {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = data;
  const { ENCRYPTION_KEY: encryptionKeys } = data;
  if (!clientId && !clientSecret && !stateSecret) {
    problems.push(
      'SLACK_BOT_TOKEN is missing: set it for one workspace, or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET for many.',
    );
    return undefined;
  }
  if (!clientId) problems.push('SLACK_CLIENT_ID is missing: it’s on the app’s “Basic Information” page.');
  if (!clientSecret)
    problems.push('SLACK_CLIENT_SECRET is missing: it’s on the app’s “Basic Information” page.');
  if (!stateSecret) problems.push('SLACK_STATE_SECRET is missing: set it to any long random text.');
  if (!encryptionKeys)
    problems.push(
      'ENCRYPTION_KEY is missing: tokens are stored encrypted. Make one with `openssl rand -base64 32`.',
    );
  if (!clientId || !clientSecret || !stateSecret || !encryptionKeys) return undefined;
  return { by: 'oauth' as const, clientId, clientSecret, stateSecret, encryptionKeys };
}
