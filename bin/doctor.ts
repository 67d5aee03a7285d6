import { defineCommand } from 'citty';
import { type Config, ConfigError, parseConfig } from '../src/config/config.ts';
import { bad, type Check, good } from '../src/doctor/check.ts';
import { fail, say } from './fail.ts';

const signs = { good: '✓', bad: '✗', off: '–' } as const;

export const doctor = defineCommand({
  meta: {
    name: 'doctor',
    description:
      'Check the configuration and everything Whetstone depends on; exits with 1 if something is wrong.',
  },
  args: { json: { type: 'boolean', description: 'Print the checks as JSON' } },
  async run({ args }) {
    try {
      const { examine } = await import('../wiring/examine.ts');
      const { config, checks: first } = configuration();
      const checks = [...first, ...(await examine(config))];
      say(args.json ? JSON.stringify(checks, null, 2) : readable(checks));
      if (checks.some(({ ok }) => ok === 'bad')) process.exitCode = 1;
    } catch (error) {
      fail(error);
    }
  },
});

function configuration(): { config?: Config; checks: Check[] } {
  const what = 'Configuration';
  try {
    return { config: parseConfig(process.env), checks: [{ what, ...good('every variable is valid') }] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const mend = 'The README lists every variable under “Configuration”.';
    return { checks: error.problems.map((problem) => ({ what, ...bad(problem, mend) })) };
  }
}

function readable(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ what }) => what.length));
  return checks
    .flatMap(({ what, ok, say: found, mend }) => [
      `${signs[ok]} ${what.padEnd(width)}  ${found}`,
      ...(mend === undefined ? [] : [`  ${' '.repeat(width)}  ${mend}`]),
    ])
    .join('\n');
}
