const controls = /[^\P{Cc}\t\n]/gu;
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;
const invisible = /[\p{Cf}\p{White_Space}\u115f\u1160\u3164\uffa0]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** One kind of line break, no control characters, no halves of characters, nothing that turns the text around it. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(controls, '').replace(bidiControls, '').toWellFormed();
}

/** For labels and titles. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** True for text of spaces and zero-width characters only, which Slack refuses as empty. */
export function isBlank(text: string): boolean {
  return text.replace(invisible, '') === '';
}

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
