import type { Variables } from './variables.ts';

/** The password may come by itself, so that the rest of the address is no secret. */
export function databaseUrlOf(
  { DATABASE_URL: address, DATABASE_PASSWORD: password }: Variables,
  problems: string[],
): string | undefined {
  if (password === undefined) return address && withKnownMode(address);
  if (address === undefined) {
    problems.push('DATABASE_URL is missing: DATABASE_PASSWORD alone doesn’t say where the database is.');
    return undefined;
  }
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.password !== '')
    problems.push('DATABASE_URL contains a password, and DATABASE_PASSWORD is set too: keep only one.');
  url.password = encodeURIComponent(password);
  return withKnownMode(url.href);
}

/** The driver checks certificates in all of these modes, and warns that it may not always do so. */
function withKnownMode(address: string): string {
  return address.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
}
