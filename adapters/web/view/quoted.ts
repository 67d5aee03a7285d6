import { oneLine } from '../render/clean.ts';
import { cutString } from '../render/cut.ts';
import { type Html, html } from '../render/html.ts';
import type { Message } from '../store/message.ts';
import type { Visit } from '../visit.ts';

const shownLength = 90;

/** One line of the message that another replies to; leads to it. */
export function quotedLine(quoted: NonNullable<Message['quoted']>, visit: Visit): Html {
  const name = quoted.author === null ? 'Whetstone' : visit.names.member(quoted.author);
  return html`<a class="quoted" href="#m-${quoted.id}"><bdi class="author">${name}</bdi> <bdi>${preview(quoted.text)}</bdi></a>`;
}

/** The beginning of a text, on one line. */
export function preview(text: string): string {
  const [head, rest] = cutString(oneLine(text) || 'Deleted message', shownLength);
  return rest === '' ? head : `${head.trimEnd()}…`;
}
