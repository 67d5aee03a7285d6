import { type Html, html } from '../render/html.ts';
import { mark } from './icons.ts';

/** A page that says one thing, e.g. that something isn't there. */
export function noticePage(title: string, content: Html): Html {
  return html`<main id="main" class="notice" tabindex="-1">${mark}<h1>${title}</h1>${content}<p><a href="/">Back to the chat</a></p></main>`;
}
