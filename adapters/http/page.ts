import { html, raw } from 'hono/html';

type Html = ReturnType<typeof html>;

/** Plain enough to be read anywhere: no scripts, no fonts, nothing from elsewhere. */
const style = `
:root { color-scheme: light dark; --ink: light-dark(#1b2730, #e4eaee); --soft: light-dark(#52636f, #a3b1bb);
  --ground: light-dark(#ffffff, #161b20); --line: light-dark(#dfe6eb, #2b343c); --link: light-dark(#35566d, #a8cbe2); }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
main, nav { max-width: 42rem; margin: 0 auto; padding: 1rem 1.25rem; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: 0 1.25rem; border-bottom: 1px solid var(--line); padding-block: 0; }
nav a, footer a { display: inline-block; padding: .75rem 0; }
a { color: var(--link); } a:focus-visible { outline: 2px solid; outline-offset: 2px; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
li { margin-block: .25rem; } code { font-size: .95em; } .soft { color: var(--soft); }`;

/** For every such page: it loads nothing, runs nothing and stands in no frame. */
export const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** @param top what stands above it, such as links to the other pages */
export function page(title: string, body: Html, top: Html | '' = ''): Html {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${raw(style)}</style></head><body>${top}<main><h1>${title}</h1>${body}</main></body></html>`;
}
