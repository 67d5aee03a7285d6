const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * For `mrkdwn` and for a message's `text`: without these three no mention, link, date or broadcast can begin.
 * Rich text and `plain_text` are data already and must not be escaped: people would see the entities.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/**
 * True when Slack would format the text or turn a part of it into an emoji even though it is escaped. mrkdwn has no
 * escape for these characters, so such a text goes where there is no markup.
 */
export function looksLikeMarkup(text: string): boolean {
  return /[*_~`]|^[ \t]*>|:[\w+'-]+:/m.test(text);
}
