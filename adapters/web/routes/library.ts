import { Hono } from 'hono';
import { z } from 'zod';
import type { LibraryQuery } from '../../../src/chat/library.ts';
import { categories, levels } from '../../../src/domain/question.ts';
import { askCore, tellVisitor } from '../ask-core.ts';
import type { Channel } from '../rows.ts';
import type { Page } from '../view/layout.ts';
import { libraryPage, unknownTrackPage } from '../view/library.ts';
import { trackPage } from '../view/track.ts';
import { actorIn, type Env, type Playground, type Request, type Visit } from '../visit.ts';
import { parseForm } from './input.ts';
import { notFound, refuse } from './respond.ts';

const practise = z.object({
  question: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  channel: z.string().max(200),
  how: z.enum(['privately', 'together']),
});

/** A long page is slow on a phone. */
const mostShown = 100;

const filterSchema = z.object({
  topic: z.string().max(80).optional().catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
  category: z.enum(categories).optional().catch(undefined),
  words: z.string().max(120).optional().catch(undefined),
});

/** What the address asks for; what makes no sense there is left out. */
function filterOf(c: Request): LibraryQuery {
  const given = Object.entries(c.req.query()).filter(([, value]) => value.trim() !== '');
  return filterSchema.parse(Object.fromEntries(given));
}

const isEmpty = (filter: LibraryQuery) => Object.values(filter).every((value) => value === undefined);

function channelOf({ channels: [channel] }: Visit): Channel {
  if (!channel) throw new Error('The playground has no channel: seedPlayground makes one.');
  return channel;
}

/** The question bank to read, and to practise from. */
export function libraryRoutes(playground: Playground, page: Page): Hono<Env> {
  const app = new Hono<Env>();
  const { core } = playground;

  app.get('/library', async (c) => {
    const visit = c.get('visit');
    const tracks = await core.tracks(visit.workspace);
    const filter = filterOf(c);
    const found = isEmpty(filter)
      ? undefined
      : { filter, channel: channelOf(visit), ...(await core.questions(visit.workspace, filter, mostShown)) };
    const body = libraryPage(tracks, found, visit);
    return c.html(page({ title: 'Question library', viewer: visit.viewer, body }));
  });

  app.get('/library/:track', async (c) => {
    const visit = c.get('visit');
    const tracks = await core.tracks(visit.workspace);
    const track = tracks.find(({ id }) => id === c.req.param('track'));
    if (!track) {
      const body = unknownTrackPage(tracks, visit);
      return c.html(page({ title: 'No such track', viewer: visit.viewer, body }), 404);
    }
    const filter = filterOf(c);
    const found = await core.questions(visit.workspace, { ...filter, track: track.id }, mostShown);
    const body = trackPage({ track, tracks, filter, channel: channelOf(visit), ...found }, visit);
    return c.html(page({ title: `${track.title} questions`, viewer: visit.viewer, body }));
  });

  app.post('/library/practise', async (c) => {
    const form = await parseForm(c, practise);
    if (!form.ok) return refuse(c, page, form);
    const visit = c.get('visit');
    const { channel, question, how } = form.data;
    if (!visit.channels.some(({ id }) => id === channel)) return notFound(c, page, 'This channel');
    const reply = await askCore(playground, () =>
      core.command(actorIn(visit, channel), `question ${question}${how === 'privately' ? ' private' : ''}`),
    );
    const path = `/c/${encodeURIComponent(channel)}`;
    if (reply.type !== 'private') return c.redirect(path, 303);
    const { workspace, viewer } = visit;
    const id = await tellVisitor(playground, { workspace, viewer, channel }, reply.card);
    return c.redirect(`${path}#m-${id}`, 303);
  });

  return app;
}
