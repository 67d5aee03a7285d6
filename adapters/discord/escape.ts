const special = /[\\`*_~|[\]<>@#]|:(?=\/\/|[^\s:]+:)/g;
const bullet = /^([^\S\n]*)([-+])/gm;
const number = /^([^\S\n]*\d+)\./gm;

/**
 * Makes text that stands for itself: a backslash before any sign with which markup, a mention, a time, an emoji or an
 * address could begin, wherever it stands, and before those of lists and small print where a line begins. The text's
 * own beginning counts as a line's. discord.js' `escapeMarkdown` leaves alone whatever follows `<:` or is part of an
 * address, and knows neither mentions nor quotes.
 * @see https://docs.discord.com/developers/reference#message-formatting
 */
export function escapeMarkdown(text: string): string {
  return text.replace(special, '\\$&').replace(bullet, '$1\\$2').replace(number, '$1\\.');
}

const inLine = /[\\`*_~|[\]<>@]|:(?=\/\/|[^\s:]+:)/g;

/**
 * The same for text within a line, where no list, heading or quote can begin. Beside small print Discord's clients show the backslash
 * before such a sign.
 */
export function escapeWithinLine(text: string): string {
  return text.replace(inLine, '\\$&');
}

/** Discord's ids are numbers of up to 20 digits; anything else would be refused or shown as it is. */
export function isSnowflake(id: string): boolean {
  return /^\d{15,20}$/.test(id);
}
