import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { country } from '../../src/commands/country.ts';
import { daysOffOf } from '../../src/holidays/days-off.ts';
import { publicHolidays, regionsOf } from '../../src/holidays/public-holidays.ts';
import { Harness } from '../support/harness.ts';

const read = (text: string) => country.read(text.split(' '), {} as never)?.value;

test('a country is said by name or by code, a region by code', () => {
  expect(['Germany', 'united states', 'DE', 'de-by', 'us-ca', 'off'].map(read)).toEqual([
    'DE',
    'US',
    'DE',
    'DE-BY',
    'US-CA',
    null,
  ]);
  expect(['Atlantis', 'XX', 'D', 'DE-BYYY', 'private'].map(read)).toEqual(Array(5).fill(undefined));
});

describe('public holidays', () => {
  test('are a country’s, a region has its own besides', async () => {
    const [germany, bavaria, states] = await Promise.all(['DE', 'DE-BY', 'US'].map(publicHolidays));
    expect(germany?.('2026-12-25')).toBe('Christmas Day');
    expect(germany?.('2026-12-24')).toBeUndefined();
    expect([germany?.('2027-01-06'), bavaria?.('2027-01-06')]).toEqual([undefined, 'Epiphany']);
    // What falls on a Saturday is kept on the Friday before, in the year before.
    expect(states?.('2027-12-31')).toContain('New Year');
    expect(states?.('2027-07-05')).toContain('Independence Day');
  });

  test('that last for days, or begin the evening before, are the days that people have off', async () => {
    const [turkey, israel] = await Promise.all(['TR', 'IL'].map(publicHolidays));
    const named = (of: typeof turkey, days: string[]) => days.filter((day) => of?.(day) !== undefined);
    expect(named(turkey, ['2026-05-26', '2026-05-27', '2026-05-30', '2026-05-31'])).toEqual([
      '2026-05-27',
      '2026-05-30',
    ]);
    expect(named(israel, ['2026-09-20', '2026-09-21', '2026-09-22'])).toEqual(['2026-09-21']);
  });

  test('of any place that is offered can be looked up on any day', async () => {
    const codes = (country.choices({} as never) as string[]).flatMap((name) => read(name) ?? []);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...codes),
        fc.date({
          min: new Date('2024-01-01'),
          max: new Date('2040-12-31'),
          noInvalidDate: true,
        }),
        async (code, date) => {
          const day = date.toISOString().slice(0, 10);
          const regions = [...((await regionsOf(code)) ?? [])].slice(0, 2).map(([place]) => place);
          for (const place of [code, ...regions]) {
            const daysOff = await daysOffOf({ country: place, holidays: [day] });
            expect(daysOff(day)).toMatch(/\S/);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a workspace with a country', () => {
  let h: Harness;
  beforeAll(async () => {
    h = await Harness.start({ at: '2026-12-23T08:00:00Z' });
    await h.command('sam', 'schedule set weekdays 09:00 UTC backend');
  });
  afterAll(() => h.stop());

  test('asks nothing on its holidays, and its preview names them', async () => {
    expect(await h.command('sam', 'settings set country DE-BY holidays 2026-12-28')).toContain(
      'Holidays: public holidays of Germany (Bayern), 2026-12-28',
    );
    const preview = await h.command('maya', 'schedule preview');
    expect(preview).toContain('Fri 2026-12-25 09:00 (UTC+00:00) – Christmas Day');
    expect(preview).toContain('Mon 2026-12-28 09:00 (UTC+00:00) – holiday');
    expect(preview).toContain('Fri 2027-01-01 09:00 (UTC+00:00) – New Year’s Day');
    for (const day of ['23', '24', '25', '28', '29']) {
      h.clock(`2026-12-${day}T09:00:00Z`);
      await h.sweep();
    }
    const asked = await h.services.db.selectFrom('drops').select('slot').orderBy('slot').execute();
    expect(asked.map(({ slot }) => slot?.slice(0, 10))).toEqual(['2026-12-23', '2026-12-24', '2026-12-29']);
  });

  test('hears what is wrong with a country, and how to end it', async () => {
    expect(await h.command('sam', 'settings set country DE-ZZ')).toContain(
      'Germany has no region DE-ZZ. It has DE-BB (Brandenburg)',
    );
    expect(await h.command('sam', 'settings set country Antarctica')).toContain(
      'doesn’t know the holidays of Antarctica',
    );
    expect(await h.command('sam', 'settings set country Atlantis')).toContain('Atlantis');
    expect(await h.command('sam', 'settings')).toContain('Germany');
    expect(await h.command('sam', 'settings set country off')).toContain('Holidays: 2026-12-28');
  });
});
