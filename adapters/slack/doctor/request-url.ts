import { createHmac, randomUUID } from 'node:crypto';
import { causeCode } from '../../../src/base/errors.ts';
import { bad, type Check, check, good, off } from '../../../src/doctor/check.ts';

const whereSecret = 'Copy it from the app’s “Basic Information” page.';

export const checkSigningSecret = (secret: string | undefined): Promise<Check[]> =>
  check('Slack signing secret', async () => {
    if (secret === undefined) return off('not needed with Socket Mode');
    if (/^[0-9a-f]{32}$/.test(secret)) return good('has the right form');
    return bad('SLACK_SIGNING_SECRET isn’t 32 characters from 0–9 and a–f', whereSecret);
  });

/**
 * Asks what Slack asks when a request URL is saved.
 * @see https://docs.slack.dev/reference/events/url_verification
 */
export const checkRequestUrl = (publicUrl: string | undefined, secret: string): Promise<Check[]> =>
  check('Slack request URL', async (signal) => {
    if (publicUrl === undefined) return off('set PUBLIC_URL to have it checked');
    const url = `${publicUrl}/slack/events`;
    const challenge = randomUUID();
    const body = JSON.stringify({ type: 'url_verification', challenge });
    try {
      const response = await fetch(url, { method: 'POST', signal, body, headers: signed(body, secret) });
      if ((await response.text()).includes(challenge)) return good(`${url} answers`);
      if (response.status === 401)
        return bad(
          `${url} rejects our signature`,
          'The running Whetstone has a different SLACK_SIGNING_SECRET, or its clock is wrong. Restart it.',
        );
      return bad(
        `${url} answers with HTTP ${response.status} instead of the challenge`,
        'Is Whetstone running with Slack over HTTP, and does the proxy forward /slack/events?',
      );
    } catch (error) {
      return bad(`${url} can’t be reached (${causeCode(error)})`, 'See PUBLIC_URL.');
    }
  });

/** @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signed(body: string, secret: string): Record<string, string> {
  const now = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${now}:${body}`).digest('hex');
  return {
    'content-type': 'application/json',
    'x-slack-request-timestamp': now,
    'x-slack-signature': `v0=${signature}`,
  };
}
