import { UserError } from '../base/errors.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** Whether only this machine reaches the server. Nowhere else is the playground, which has no passwords, on by itself. */
export const isPrivate = (host: string, publicUrl: string | undefined): boolean =>
  loopback.test(host) && publicUrl === undefined;

interface Platforms {
  readonly slack: object | undefined;
  readonly discord: object | undefined;
  readonly playground: boolean;
}

/** What is missing where nobody could practise; undefined where somebody can. */
export function missingPlatform({ slack, discord, playground }: Platforms) {
  if (slack || discord || playground) return undefined;
  return {
    problem:
      'Neither Slack nor Discord is set up, and the playground is off. It has no passwords, so it starts by itself only where nobody else can reach it (HOST=127.0.0.1, no PUBLIC_URL).',
    mend: 'Set DISCORD_TOKEN, or SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN; a token in a file needs its …_FILE variable, or SECRETS_DIR. To let everybody who can reach this address act as anybody, set PLAYGROUND=on.',
  };
}

/** @throws UserError where nobody could practise. */
export function requirePlatform(platforms: Platforms): void {
  const missing = missingPlatform(platforms);
  if (missing) throw new UserError(`${missing.problem} ${missing.mend}`);
}
