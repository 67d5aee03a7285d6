import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { z } from 'zod';
import { limits } from '../limits.ts';
import { addPerson, roles } from '../store/people.ts';
import type { Page } from '../view/layout.ts';
import { type Env, type Playground, personCookie, type Request } from '../visit.ts';
import { welcomeCookie } from './channel-pages.ts';
import { backSchema, lineSchema, parseForm } from './input.ts';
import { refuse } from './respond.ts';

const yearS = 365 * 24 * 60 * 60;

const added = z.object({
  name: lineSchema('A name', limits.personName),
  role: z.enum(roles),
  back: backSchema,
});
const chosen = z.object({ person: z.string().max(40), back: backSchema });
const dismissed = z.object({ back: backSchema });

/** Who one is, and what one has seen: kept in cookies. */
export function peopleRoutes({ db, workspace }: Playground, page: Page): Hono<Env> {
  const app = new Hono<Env>();

  app.post('/people', async (c) => {
    const form = await parseForm(c, added);
    if (!form.ok) return refuse(c, page, form);
    const id = await addPerson(db, workspace, form.data);
    if (!id) return refuse(c, page, { problem: `Somebody is already called ${form.data.name}.` });
    remember(c, personCookie, id);
    return c.redirect(form.data.back, 303);
  });

  app.post('/people/be', async (c) => {
    const form = await parseForm(c, chosen);
    if (!form.ok) return refuse(c, page, form);
    const { person, back } = form.data;
    if (!c.get('visit').people.some(({ id }) => id === person))
      return refuse(c, page, { problem: 'There is no such person here.' });
    remember(c, personCookie, person);
    return c.redirect(back, 303);
  });

  app.post('/welcome/dismiss', async (c) => {
    const form = await parseForm(c, dismissed);
    if (!form.ok) return refuse(c, page, form);
    remember(c, welcomeCookie, 'dismissed');
    return c.redirect(form.data.back, 303);
  });

  return app;
}

function remember(c: Request, cookie: string, value: string): void {
  setCookie(c, cookie, value, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: yearS });
}
