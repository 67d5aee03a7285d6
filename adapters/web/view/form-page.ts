import { type Html, html } from '../render/html.ts';
import type { Page } from './layout.ts';

/** What would be a dialog, as a page of its own for browsers without scripts. */
export function formPage(page: Page, viewer: string, form: Html): Html {
  return page({ title: 'Form', viewer, body: html`<main id="main" class="form-page">${form}</main>` });
}
