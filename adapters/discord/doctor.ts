import {
  type APIApplication,
  ApplicationFlagsBitField,
  ApplicationFlags as Flag,
  type REST,
  Routes,
} from 'discord.js';
import type { DiscordSettings } from '../../src/config/discord.ts';
import { bad, type Check, check, good, off, patienceMs } from '../../src/doctor/check.ts';
import { asPlatformError, reasonOf, refusedToken } from './errors.ts';
import { inviteLink } from './permissions.ts';
import { discordRest } from './rest.ts';

const page = 'at discord.com/developers/applications, on the application’s page “Bot”';

/** Whether the token works, what the bot may read, where it is, and the link that invites it. */
export async function checkDiscord(settings: DiscordSettings | undefined): Promise<Check[]> {
  if (!settings) return check('Discord', async () => off('not configured'));
  const rest = discordRest(settings.token, settings.apiUrl, patienceMs);
  let application: APIApplication | undefined;
  const token = await check('Discord token', async () => {
    try {
      application = (await rest.get(Routes.currentApplication())) as APIApplication;
      return good(`of the application ${application.name ?? application.id}`);
    } catch (error) {
      const reason = reasonOf(error);
      return asPlatformError(error).fault !== 'unauthorized'
        ? bad(
            `Discord is not reached (${reason})`,
            'Is discord.com reachable from here? Whetstone keeps trying.',
          )
        : bad(`Discord refuses it (${reason})`, refusedToken);
    }
  });
  if (!application) return token;
  const { id, flags } = application;
  const more = await Promise.all([
    checkIntent(flags),
    checkServers(rest),
    checkInvite(id),
    checkDirectory(application),
  ]);
  return [...token, ...more.flat()];
}

/** @see https://docs.discord.com/developers/resources/application#application-object-application-flags */
const checkIntent = (flags: number | undefined): Promise<Check[]> =>
  check('Discord intents', async () => {
    if (flags === undefined) return off('Discord did not say what the bot may read');
    const has = new ApplicationFlagsBitField(flags);
    if (has.any([Flag.GatewayMessageContent, Flag.GatewayMessageContentLimited])) {
      return good('answers can be read');
    }
    return bad(
      'Message Content Intent is off, so that no answer can be read',
      `Switch it on ${page}, under Privileged Gateway Intents.`,
    );
  });

const checkServers = (rest: REST): Promise<Check[]> =>
  check('Discord servers', async () => {
    const guilds = (await rest.get(Routes.userGuilds())) as readonly unknown[];
    return guilds.length === 0 ? off('in none yet') : good(`in ${guilds.length}`);
  });

const checkInvite = (id: string): Promise<Check[]> =>
  check('Discord invite', async () => good(inviteLink(id)));

/** What Discord's App Directory asks for, as the developer portal has it. @see https://support-dev.discord.com/hc/en-us/articles/9489299950487 */
const checkDirectory = ({
  description,
  privacy_policy_url: privacy,
  terms_of_service_url: terms,
}: APIApplication): Promise<Check[]> =>
  check('Directory', async () => [
    privacy
      ? good(`Discord: privacy policy at ${privacy}`)
      : off('Discord: enter PUBLIC_URL/privacy as the privacy policy URL'),
    terms
      ? good(`Discord: terms at ${terms}`)
      : off('Discord: enter PUBLIC_URL/terms as the terms of service URL'),
    /\bAI\b/.test(description ?? '')
      ? good('Discord: the description says that AI may give feedback')
      : off('Discord: say in the description that feedback may come from AI, as in docs/discord.md'),
  ]);
