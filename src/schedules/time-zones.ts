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

/** A runtime with older data doesn't know the newest names. */
function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Today's names of all IANA zones, with UTC. */
export const timeZones: readonly string[] = [
  'UTC',
  ...rawTimeZones.map(({ name }) => name).filter((name) => name !== 'UTC' && isKnown(name)),
];

const cityOf = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1);

// A name means itself, be it of today or of yesterday; then its city does, then the large cities that keep its time.
const groups = rawTimeZones.map(({ name, group, mainCities, alternativeName }) => ({
  name,
  names: [name, ...group].filter(isKnown),
  others: [...mainCities, alternativeName],
}));
for (const zone of [...timeZones, ...groups.flatMap(({ names }) => names)]) add(zone, zone);
for (const zone of Intl.supportedValuesOf('timeZone')) add(zone, zone);
for (const zone of timeZones) add(cityOf(zone), zone);
for (const zone of [...byName.values()]) add(cityOf(zone), zone);
for (const { names, others } of groups) {
  const [zone] = names;
  if (zone) for (const other of others) add(other, zone);
}

for (const name of ['GMT', 'Etc/UTC', 'Etc/GMT', 'Z']) add(name, 'UTC');

/**
 * Reads a zone by today's name or yesterday's, by its city or a large one that keeps its time: "europe/berlin", "New York", "Kiev",
 * "Mumbai". It comes back by the name that was said, as that is written; a city as its zone. Undefined when there is no such zone.
 */
export function findTimeZone(name: string): string | undefined {
  return byName.get(keyOf(name));
}
