const controls = /[^\P{Cc}\t\n]/gu;
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const invisible = /[\p{Cf}\p{White_Space}\u115f\u1160\u3164\uffa0]/gu;

/** Makes text storable and showable: one kind of line break, no control characters, no halves of characters. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(controls, '').toWellFormed();
}

/** For attributes and titles, where no element can isolate the direction of the text. */
export function oneLine(text: string): string {
  return clean(text).replace(bidiControls, '').replace(/\s+/g, ' ').trim();
}

/** True for text of spaces and zero-width characters only. */
export function isBlank(text: string): boolean {
  return text.replace(invisible, '') === '';
}

/** The same value with every string in it cleaned. */
export function cleanAll(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleanAll);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cleanAll(entry)]));
}
