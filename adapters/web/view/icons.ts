import { type Html, html } from '../render/html.ts';

function icon(path: Html): Html {
  return html`<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`;
}

export const icons = {
  book: icon(
    html`<path d="M10 5.2C8.6 4 6.6 3.6 3.5 3.7v11.6c3.1-.1 5.1.3 6.5 1.5 1.4-1.2 3.4-1.6 6.5-1.5V3.7C13.4 3.6 11.4 4 10 5.2Zm0 0v11.6"/>`,
  ),
  chart: icon(html`<path d="M3.5 16.5h13M5.5 13.5v-3M10 13.5v-9M14.5 13.5V8"/>`),
  clock: icon(html`<path d="M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM10 6.5V10l2.5 2"/>`),
  close: icon(html`<path d="m5 5 10 10M15 5 5 15"/>`),
  hash: icon(html`<path d="M8 3.5 6.5 16.5M13.5 3.5 12 16.5M3.8 7.5h13M3.2 12.5h13"/>`),
  menu: icon(html`<path d="M3.5 5.5h13M3.5 10h13M3.5 14.5h13"/>`),
  more: icon(html`<path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="2.6"/>`),
  plus: icon(html`<path d="M10 4v12M4 10h12"/>`),
  send: icon(html`<path d="M3.5 10 16.5 4l-4 12.5-3-5.5-6-1Zm6 1 3-3"/>`),
  thread: icon(
    html`<path d="M4 4.5h12a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1h-5l-3.5 3v-3H4a1 1 0 0 1-1-1V5.5a1 1 0 0 1 1-1Z"/>`,
  ),
  chevron: icon(html`<path d="m6 8 4 4 4-4"/>`),
  lock: icon(html`<path d="M5.5 9h9v7h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9"/>`),
};

/** The whetstone and its spark: the mark, and Whetstone's face in the chat. */
export const mark: Html = html`<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path class="mark-stone" d="M4 21.5 20.5 12l7.5 4.3v3.2L11.5 29 4 24.7z"/><path class="mark-top" d="M4 21.5 20.5 12l7.5 4.3L11.5 25.8z"/><path class="mark-spark" d="M14.5 3c.5 3.2 1.6 4.3 4.8 4.8-3.2.5-4.3 1.6-4.8 4.8-.5-3.2-1.6-4.3-4.8-4.8 3.2-.5 4.3-1.6 4.8-4.8Z"/></svg>`;
