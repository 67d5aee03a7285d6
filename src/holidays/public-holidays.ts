import type Holidays from 'date-holidays';
import { LRUCache } from 'lru-cache';
import { daysLater } from '../base/time.ts';

type Names = ReadonlyMap<string, string>;

/** The public holidays of a place in a year, by local date. Some hundred countries would fit, and all that a team has seen of its own. */
const known = new LRUCache<string, Names>({ max: 500 });

/** Countries by code; none in most processes, and the rules of all of them take 30 MB. */
const load = async (): Promise<typeof Holidays> => (await import('date-holidays')).default;

/**
 * What a day is called where it is a public holiday of a country or region.
 *
 * @param place as in `DE` or `DE-BY`: ISO 3166
 */
export async function publicHolidays(place: string): Promise<(day: string) => string | undefined> {
  const Rules = await load();
  return (day) => {
    const year = Number(day.slice(0, 4));
    const key = `${place} ${year}`;
    const names = known.get(key) ?? namesIn(rulesOf(Rules, place), year);
    known.set(key, names);
    return names.get(day);
  };
}

function rulesOf(Rules: typeof Holidays, place: string): Holidays {
  const [country = '', region] = place.split('-');
  const options = { types: ['public' as const], languages: 'en' };
  return region === undefined ? new Rules(country, options) : new Rules(country, region, options);
}

const dayMs = 86_400_000;

function namesIn(rules: Holidays, year: number): Names {
  const found = (rules.getHolidays(year, 'en') ?? []).flatMap(({ name, date, start, end }) => {
    // The evening before, with which some begin, isn't a day off; what is shorter than a day is one.
    const days = Math.max(1, Math.floor((end.getTime() - start.getTime()) / dayMs));
    return Array.from(
      { length: days },
      (_, later) => [daysLater(date.slice(0, 10), later), name.replaceAll("'", '’')] as const,
    );
  });
  // Of two on one day, the first.
  return new Map(found.reverse());
}

/** The regions of a country that have holidays of their own, each by the code of the place; undefined where no holidays are known. */
export async function regionsOf(country: string): Promise<ReadonlyMap<string, string> | undefined> {
  const rules = new (await load())();
  if (!(country in rules.getCountries('en'))) return undefined;
  const regions = Object.entries(rules.getStates(country, 'en') ?? {});
  return new Map(regions.map(([code, name]) => [`${country}-${code}`, name]));
}
