import { secretBox } from '../../../src/base/secrets.ts';
import type { SlackSettings } from '../../../src/config/slack.ts';
import type { Db } from '../../../src/database/database.ts';
import { bad, type Check, check, good, off } from '../../../src/doctor/check.ts';
import { type Installation, readInstallations } from '../installations.ts';
import { mendAppToken } from '../socket.ts';
import { mendBotToken } from '../token-installation.ts';
import { checkRequestUrl, checkSigningSecret } from './request-url.ts';
import { checkAppToken, checkBotToken } from './tokens.ts';

/** How many installations Slack is asked about at a time. */
const atOnce = 10;

interface Examined {
  readonly settings: SlackSettings | undefined;
  readonly publicUrl: string | undefined;
  /** Undefined where there is none that can be read. */
  readonly db: Promise<Db | undefined>;
}

export async function checkSlack({ settings, publicUrl, db }: Examined): Promise<Check[]> {
  if (!settings) return check('Slack', async () => off('not configured'));
  const { appToken, apiUrl, signingSecret, installation } = settings;
  const checks = await Promise.all([
    installation.by === 'token'
      ? checkBotToken({
          what: 'Slack bot token',
          token: installation.botToken,
          apiUrl,
          mend: mendBotToken,
        })
      : checkInstallations(await db, installation.encryptionKeys, apiUrl, publicUrl),
    checkSigningSecret(signingSecret),
    appToken === undefined
      ? checkRequestUrl(publicUrl, signingSecret ?? '')
      : checkAppToken({
          what: 'Slack app token',
          token: appToken,
          apiUrl,
          mend: mendAppToken,
        }),
  ]);
  return checks.flat();
}

async function checkInstallations(
  db: Db | undefined,
  keys: readonly Buffer[],
  apiUrl: string | undefined,
  publicUrl = '',
): Promise<Check[]> {
  let installations: readonly Installation[] = [];
  const found = await check('Slack installations', async () => {
    if (!db) return off('not checked: it needs a database that is up to date');
    try {
      installations = await readInstallations(db, secretBox(keys));
    } catch {
      return bad(
        'ENCRYPTION_KEY can’t decrypt every stored token',
        'Add the old key after the new one, separated by a comma, or install Whetstone again.',
      );
    }
    return installations.length === 0
      ? off(`none yet: ${publicUrl}/slack/install makes one`)
      : good(`${installations.length}`);
  });
  const tokens: Check[] = [];
  for (let from = 0; from < installations.length; from += atOnce) {
    const some = installations.slice(from, from + atOnce).map(({ team, token }) =>
      checkBotToken({
        what: `Slack team ${team}`,
        token,
        apiUrl,
        mend: `Ask an admin of this team to install Whetstone again: ${publicUrl}/slack/install`,
      }),
    );
    tokens.push(...(await Promise.all(some)).flat());
  }
  return [...found, ...tokens];
}
