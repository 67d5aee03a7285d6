import { bad, type Check, check, good } from './check.ts';

/** The version that `npm install` brings. */
const wanted = 24;

export const checkNodeVersion = (version: string): Promise<Check[]> =>
  check('Node.js', async () =>
    Number.parseInt(version, 10) >= wanted
      ? good(version)
      : bad(
          `${version} is too old`,
          `Run Whetstone through npm, for example "npm start": npm then uses Node.js ${wanted}.`,
        ),
  );
