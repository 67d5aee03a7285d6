import type { Check } from '../../src/doctor/check.ts';
import { whetstone } from './program.ts';

/** What `whetstone doctor --json` says with these variables. */
export async function doctor(variables: Readonly<Record<string, string>>) {
  const ended = await whetstone('doctor --json', variables).ended;
  const checks: Check[] = JSON.parse(ended.out);
  return {
    ...ended,
    checks,
    /** The findings of a check, as in `bad: it is away → Start it.` */
    found: (wanted: string) =>
      checks
        .filter(({ what }) => what === wanted)
        .map(({ ok, say, mend }) => `${ok}: ${say}${mend === undefined ? '' : ` → ${mend}`}`),
  };
}
