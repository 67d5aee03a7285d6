import type { Config } from '../config/config.ts';
import { isPrivate, missingPlatform } from '../config/reach.ts';
import { bad, type Check, check, good, off } from './check.ts';

/** Whether anybody can practise, and whether strangers could. */
export const checkPlatforms = (config: Config): Promise<Check[]> =>
  check('Playground', async () => {
    const missing = missingPlatform(config);
    if (missing) return bad(missing.problem, missing.mend);
    if (!config.playground) return off('off');
    if (isPrivate(config.host, config.publicUrl)) return good('on, for this machine alone');
    return good('on, without passwords: everybody who can reach it can act as anybody');
  });
