import { causeCode } from '../../src/base/errors.ts';
import type { Config } from '../../src/config/config.ts';
import { type Check, check, good, off } from '../../src/doctor/check.ts';

/** Less than a whole check may take: what doesn’t answer is said of each page. */
const patienceMs = 5000;

const pages = ['privacy', 'terms', 'support'] as const;

/**
 * What the directories of Slack and Discord ask of an app before they list it. Whoever runs Whetstone for their own team needs none of it, so
 * that nothing here is bad.
 *
 * @see https://docs.slack.dev/slack-marketplace/slack-marketplace-app-guidelines-and-requirements
 */
export const checkDirectory = ({ publicUrl, slack, discord, operator }: Config): Promise<Check[]> =>
  check('Directory', async (signal) => {
    if (!slack && !discord) return off('for Slack and Discord only');
    if (publicUrl === undefined)
      return off('set PUBLIC_URL: directories ask for pages on privacy, terms and support');
    const unset = Object.entries({
      OPERATOR_NAME: operator.name,
      OPERATOR_CONTACT: operator.contact,
      DATA_LOCATION: operator.dataLocation,
    }).flatMap(([name, value]) => (value === undefined ? [name] : []));
    return [
      publicUrl.startsWith('https:') ? good('HTTPS') : off('PUBLIC_URL doesn’t begin with https://'),
      ...(await Promise.all(pages.map((name) => findPage(`${publicUrl}/${name}`, signal)))),
      unset.length === 0
        ? good('the pages say who runs it, how to reach them, and where the data are')
        : off(`the pages lack ${unset.join(', ')}`),
      ...(slack
        ? [
            slack.installation.by === 'oauth'
              ? good('Slack: any workspace can install it by OAuth, and uninstalling it erases its tokens')
              : off('Slack lists apps that are installed by OAuth; docs/slack.md says how'),
          ]
        : []),
    ];
  });

async function findPage(url: string, signal: AbortSignal) {
  try {
    const { status } = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    return status === 200 ? good(`${url} is there`) : off(`${url} answers with HTTP ${status}`);
  } catch (error) {
    return off(`${url} can’t be reached (${causeCode(error)})`);
  }
}
