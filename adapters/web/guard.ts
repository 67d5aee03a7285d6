import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { limits } from './limits.ts';

/** What every request to the playground passes first. */
export function guards(publicUrl: string): MiddlewareHandler[] {
  const own = new URL(publicUrl);
  return [
    headers(),
    knownHost(own.hostname),
    csrf({ origin: (origin, c) => origin === own.origin || origin === new URL(c.req.url).origin }),
    bodyLimit({ maxSize: limits.bodyBytes, onError: tooLarge }),
    readableForm,
  ];
}

function headers(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    xFrameOptions: 'DENY',
    // Without a referrer of our own, browsers send `Origin: null` with forms.
    referrerPolicy: 'same-origin',
    strictTransportSecurity: false,
  });
}

/** Only our own names: a foreign page whose name is made to point at this machine gets nothing. */
function knownHost(ownName: string): MiddlewareHandler {
  const known = new Set(['localhost', '127.0.0.1', '[::1]', ownName]);
  return async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host;
    const address = `http://${host}`;
    if (!URL.canParse(address) || !known.has(new URL(address).hostname))
      return c.text(
        'Nothing is served under this host name. Open the address that Whetstone printed when it started.',
        421,
      );
    await next();
  };
}

/** The routes read a form that is known to be one. */
const readableForm: MiddlewareHandler = async (c, next) => {
  try {
    if (c.req.method === 'POST') await c.req.parseBody();
  } catch {
    return c.text('The form could not be read. Reload the page and try again.', 400);
  }
  return next();
};

function tooLarge(c: Context): Response {
  return c.text(`That is too much at once: at most ${limits.bodyBytes / 1024} KB can be sent.`, 413);
}
