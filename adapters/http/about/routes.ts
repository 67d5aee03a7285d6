import { Hono } from 'hono';
import { html } from 'hono/html';
import { page, pageHeaders } from '../page.ts';
import type { Facts } from './facts.ts';
import { homePage } from './home.ts';
import { privacyPage } from './privacy.ts';
import { supportPage } from './support.ts';
import { termsPage } from './terms.ts';

const pages = {
  '/privacy': { title: 'Privacy', body: privacyPage },
  '/terms': { title: 'Terms', body: termsPage },
  '/support': { title: 'Support', body: supportPage },
} as const;

/** `/privacy`, `/terms`, `/support`, and `/`, unless the playground is there. They say what this Whetstone does. */
export function aboutRoutes(facts: Facts, hasHome: boolean): Hono {
  const app = new Hono();
  const nav = html`<nav>${hasHome ? html`<a href="/">Whetstone</a>` : ''}${Object.entries(pages).map(
    ([path, { title }]) => html`<a href="${path}">${title}</a>`,
  )}</nav>`;
  const serve = (path: string, title: string, body: ReturnType<typeof html>) =>
    app.get(path, async (c) => c.body(String(await page(title, body, nav)), 200, pageHeaders));
  for (const [path, { title, body }] of Object.entries(pages)) serve(path, title, body(facts));
  if (hasHome) serve('/', 'Whetstone', homePage(facts));
  return app;
}
