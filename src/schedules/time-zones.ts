/** Every IANA zone that this runtime knows, with UTC. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];

const byName = new Map<string, string>();
for (const zone of timeZones) {
  const city = zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
  if (!byName.has(city)) byName.set(city, zone);
}
for (const zone of timeZones) byName.set(zone.toLowerCase(), zone);

/** Reads "Europe/Berlin", "europe/berlin", "berlin" or "new_york"; undefined when there is no such zone. */
export function findTimeZone(name: string): string | undefined {
  const known = byName.get(name.toLowerCase().replaceAll(' ', '_'));
  if (known) return known;
  if (!name.includes('/')) return undefined;
  // Links such as Asia/Calcutta are valid though the runtime doesn't list them.
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
