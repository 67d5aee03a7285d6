/** Deeper than anything that a platform sends. */
const deepest = 60;

/**
 * What came from outside as PostgreSQL takes it, in a column or within JSON: without null bytes, halves of characters and what marks encrypted words, and
 * without what is nested too deep to be walked through.
 */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').replaceAll('\u0001', '').toWellFormed();
  if (value === null || typeof value !== 'object') return value;
  if (depth === deepest) return undefined;
  if (Array.isArray(value)) return value.map((one) => storable(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, storable(one, depth + 1)]));
}
