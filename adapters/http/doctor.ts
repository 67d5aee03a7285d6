import { causeCode } from '../../src/base/errors.ts';
import type { Config } from '../../src/config/config.ts';
import { bad, type Check, check, good, off } from '../../src/doctor/check.ts';
import { isOurs } from './health.ts';

/** Whether people, and Slack where it comes by HTTP, reach Whetstone at PUBLIC_URL. */
export const checkPublicUrl = ({ publicUrl, slack }: Config): Promise<Check[]> =>
  check('PUBLIC_URL', async (signal) => {
    const isOauth = slack?.installation.by === 'oauth';
    if (publicUrl === undefined) {
      if (!isOauth) return off('not set');
      return bad(
        'not set',
        'Set it to install Whetstone into Slack, for example PUBLIC_URL=https://whetstone.example.com',
      );
    }
    if (slack && (isOauth || !slack.appToken) && !publicUrl.startsWith('https:'))
      return bad(
        'does not begin with https://',
        'Slack requires HTTPS. Put a proxy with a certificate in front of Whetstone.',
      );
    const url = `${publicUrl}/healthz`;
    try {
      const response = await fetch(url, { signal });
      if (isOurs(await response.json().catch(() => undefined))) return good(`${publicUrl} answers`);
      return bad(
        `something other than Whetstone answers at ${url} (HTTP ${response.status})`,
        'Point this address at the HOST and PORT that Whetstone listens on.',
      );
    } catch (error) {
      return bad(`${publicUrl} can’t be reached (${causeCode(error)})`, mendReach);
    }
  });

const mendReach = 'Is Whetstone running, does the name point here, and is the certificate valid?';
