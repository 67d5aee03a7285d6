/** A member, role or channel that a message names, as the platform calls it. */
export interface Mention {
  readonly id: string;
  readonly name: string;
}

const marks = /<(?:(@)[!&]?|(#))(\d+)>|<a?:(\w+):\d+>|<t:(-?\d+)(?::\w)?>|<(\/[^:<>]+):\d+>/g;

/**
 * What a person wrote, from Discord's own form of it: mentions as `@name` and `#name`, times in UTC, custom emoji as
 * `:name:`, commands as they are typed. Markdown stays as it was written.
 * @see https://docs.discord.com/developers/reference#message-formatting
 */
export function plainText(content: string, mentions: readonly Mention[]): string {
  const names = new Map(mentions.map(({ id, name }) => [id, name]));
  return content.replace(
    marks,
    (whole, at?: string, hash?: string, id = '', emoji?: string, seconds?: string, command?: string) => {
      if (at ?? hash) return `${at ?? hash}${names.get(id) ?? id}`;
      if (emoji) return `:${emoji}:`;
      return command ?? sayTime(Number(seconds)) ?? whole;
    },
  );
}

/** The members that a text mentions, each once. */
export function mentionsIn(content: string): string[] {
  return [...new Set([...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? ''))];
}

function sayTime(seconds: number): string | undefined {
  const time = new Date(seconds * 1000);
  if (Number.isNaN(time.getTime())) return undefined;
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(time)} UTC`;
}
