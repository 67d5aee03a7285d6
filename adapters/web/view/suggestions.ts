import type { Suggestion } from '../../../src/chat/core.ts';
import { oneLine } from '../render/clean.ts';
import { type Html, html } from '../render/html.ts';

/** Options of the message box's list; client/suggest.js gives them ids and moves among them. */
export function suggestions(list: readonly Suggestion[]): Html {
  return html`${list.map(
    ({ text, label, help }) =>
      html`<li role="option" aria-selected="false" data-text="/${oneLine(text)}"><strong>${oneLine(label)}</strong> <span>${oneLine(help)}</span></li>`,
  )}`;
}
