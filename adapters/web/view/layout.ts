import type { Assets } from '../assets.ts';
import { oneLine } from '../render/clean.ts';
import { type Html, html, nothing } from '../render/html.ts';

interface PageParts {
  readonly title: string;
  /** Who looks; the page's script reads it. */
  readonly viewer?: string;
  readonly body: Html;
  /** What the skip link leads to. */
  readonly skipTo?: string;
}

// What scripts open or mark on the page survives an update of the element; nothing is ever evaluated.
const htmxConfig = JSON.stringify({
  includeIndicatorCSS: false,
  // Going back makes the page anew, with everything that its scripts hold on to.
  history: 'reload',
  morphIgnore: ['data-htmx-powered', 'open', 'data-flow'],
});

export type Page = (parts: PageParts) => Html;

export function createPage(assets: Assets): Page {
  return ({ title, viewer, body, skipTo = 'to the content' }) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${oneLine(title)} · Whetstone</title>
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content="${htmxConfig}">
<link rel="icon" href="${assets.url('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.url('style.css')}">
<script type="module" src="${assets.url('main.js')}"></script>
</head>
<body${viewer ? html` data-me="${viewer}"` : nothing}>
<a class="skip" href="#main">Skip ${skipTo}</a>
${body}
<div id="dialog"></div>
<p id="notice" class="toast" role="status"></p>
<div id="announcer" class="sr-only" aria-live="polite"></div>
</body>
</html>`;
}
