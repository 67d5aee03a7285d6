import { type Html, html } from '../render/html.ts';

/** Replaces what is inside the element. */
export function inside(id: string, content: Html | string): Html {
  return html`<hx-partial hx-target="#${id}" hx-swap="innerHTML">${content}</hx-partial>`;
}
