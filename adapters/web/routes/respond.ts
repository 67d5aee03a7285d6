import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Html, html } from '../render/html.ts';
import { inside } from '../view/inside.ts';
import type { Page } from '../view/layout.ts';
import { noticePage } from '../view/notice.ts';
import type { Request } from '../visit.ts';

export function isPartial(c: Request): boolean {
  return c.req.header('HX-Request-Type') === 'partial';
}

/** The updates for a page with scripts; a page without goes (back) to `location`. */
export function respond(
  c: Request,
  location: string,
  updates: readonly Html[],
): Response | Promise<Response> {
  return isPartial(c) ? c.html(html`${updates}`) : c.redirect(location, 303);
}

/** What the person can mend, said where they are: in the element, or without scripts on a page of its own. */
export function refuse(
  c: Request,
  page: Page,
  { problem, element, status = 422 }: { problem: string; element?: string; status?: ContentfulStatusCode },
): Response | Promise<Response> {
  if (isPartial(c)) return c.html(inside(element ?? 'notice', problem), status);
  const content = html`<p>${problem}</p><p>Go back in your browser: what you wrote is still there.</p>`;
  return c.html(page({ title: 'Not done', body: noticePage('That did not work', content) }), status);
}

export function notFound(c: Request, page: Page, what: string): Response | Promise<Response> {
  if (isPartial(c)) return c.html(inside('notice', `${what} is no longer there.`), 404);
  const content = html`<p>${what} is not here. It may have been deleted, or the address may have a slip in it.</p>`;
  return c.html(page({ title: 'Not found', body: noticePage('Not found', content) }), 404);
}
