import { rawTimeZones } from '@vvo/tzdb';

/** By a name in lower case with underscores, the zone as its name is written. */
const byName = new Map<string, string>();

const keyOf = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/[\s_-]+/g, '_');

function add(name: string, zone: string): void {
  if (!byName.has(keyOf(name))) byName.set(keyOf(name), zone);
}

/** Today's names of all IANA zones, with UTC. */
export const timeZones: readonly string[] = [
  'UTC',
  ...rawTimeZones.map(({ name }) => name).filter((name) => name !== 'UTC'),
];

const cityOf = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1);

// A name means itself, whether of today or of yesterday; then its city does, today's first, and then the large cities that keep its time.
for (const zone of [...timeZones, ...rawTimeZones.flatMap(({ group }) => group)]) add(zone, zone);
for (const zone of [...byName.values()]) add(cityOf(zone), zone);
for (const { name, mainCities, alternativeName } of rawTimeZones)
  for (const other of [...mainCities, alternativeName]) add(other, name);
for (const name of ['GMT', 'Etc/UTC', 'Etc/GMT', 'Z']) add(name, 'UTC');

/**
 * Reads a zone by today's name or yesterday's, by its city or a large one that keeps its time: "europe/berlin", "New York", "Kiev",
 * "Mumbai". It comes back by the name that was said, as that is written; a city as its zone. Undefined when there is no such zone.
 */
export function findTimeZone(name: string): string | undefined {
  const known = byName.get(keyOf(name));
  if (known || !name.includes('/')) return known;
  // Etc/GMT-2 and its kind are in no list.
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
