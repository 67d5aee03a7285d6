import type { Argument } from './command.ts';

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Countries by their names in small letters. */
const codes = new Map(allCodes().map((code) => [names.of(code)?.toLowerCase() ?? '', code]));

function allCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const pairs = letters.flatMap((one) => letters.map((other) => `${one}${other}`));
  // What stands for no country: unknown and made-up regions.
  return pairs.filter(
    (code) => names.of(code) !== undefined && !/^(Q[M-Z]|X[A-JL-Z]|ZZ|EU|EZ|UN)$/.test(code),
  );
}

/** The name of a country by its code. */
export const countryName = (code: string): string => names.of(code) ?? code;

/** "Germany", "DE", "DE-BY": a code of ISO 3166; null for "off". */
export const country: Argument<string | null> = {
  placeholder: 'country',
  help: 'a country, or a region as in DE-BY; or off',
  choices: () => ['off', ...[...codes.values()].map(countryName)],
  read(words) {
    const [first = ''] = words;
    if (first.toLowerCase() === 'off') return { value: null, used: 1 };
    const code = first.toUpperCase();
    if (/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code) && names.of(code.slice(0, 2)))
      return { value: code, used: 1 };
    for (let used = Math.min(5, words.length); used > 0; used -= 1) {
      const found = codes.get(words.slice(0, used).join(' ').toLowerCase());
      if (found) return { value: found, used };
    }
    return undefined;
  },
};
