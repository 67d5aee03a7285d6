import { streamSSE } from 'hono/streaming';
import { type Html, html, nothing } from '../render/html.ts';
import { latestVersion, readChanges } from '../store/read-messages.ts';
import { readSteps } from '../store/steps.ts';
import { inside } from '../view/inside.ts';
import { unreadUpdates } from '../view/unread.ts';
import { messageUpdate } from '../view/updates.ts';
import { welcomeSteps } from '../view/welcome.ts';
import { loadVisit, type Playground, type Request, type Visit } from '../visit.ts';
import { showsWelcome } from './channel-pages.ts';
import { idSchema } from './input.ts';

const heartbeatMs = 20_000;

/**
 * Server-sent events with what changes in the channel. The id of an event is the version it brings the page up to;
 * a page that comes back with it gets everything since.
 */
export async function streamChanges(c: Request, playground: Playground, channel: string): Promise<Response> {
  const { db, live, workspace, streams } = playground;
  const visit = c.get('visit');
  const known = idSchema.safeParse(c.req.header('Last-Event-ID') || c.req.query('after'));
  let steps: string | undefined;
  let unread = String(unreadUpdates(visit, channel));
  let isFirst = true;
  let version = known.success ? known.data : await latestVersion(db, workspace, channel);

  if (!streams.enter())
    return c.text('Too many pages are open to keep this one up to date. Close another one.', 429);
  return streamSSE(
    c,
    async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      const over = AbortSignal.any([gone.signal, live.closing]);
      let woken = Promise.withResolvers<void>();
      const wake = () => woken.resolve();
      over.addEventListener('abort', wake);
      const unsubscribe = live.subscribe(workspace, wake);
      const heartbeat = setInterval(() => void stream.write(': here\n\n'), heartbeatMs);
      try {
        await stream.write(': here\n\n');
        while (!over.aborted) {
          // Renewed before reading: a change during the read wakes us again.
          woken = Promise.withResolvers();
          const now = await visitNow();
          const { updates, upTo } = await news(now, version);
          version = upTo ?? version;
          const data = html`${updates}${newUnread(now)}${upTo ? await newSteps(now) : nothing}`.toString();
          if (data !== '') {
            await stream.writeSSE({ id: version, data });
          } else if (!over.aborted) {
            await woken.promise;
          }
        }
      } finally {
        clearInterval(heartbeat);
        unsubscribe();
        streams.leave();
      }
    },
    logFailure,
  );

  /** Afresh at first: what this person has looked at meanwhile is no change that anybody hears of. */
  async function visitNow(): Promise<Visit> {
    const load = () => loadVisit(playground, visit.viewer);
    if (!isFirst) return streams.share(`visit ${visit.viewer}`, load);
    isFirst = false;
    return load();
  }

  /** What changed after a version, as pages of that person show it. */
  function news(
    now: Visit,
    after: string,
  ): Promise<{ readonly updates: Html; readonly upTo: string | undefined }> {
    return streams.share(`changes ${visit.viewer} ${channel} ${after}`, async () => {
      const changes = await readChanges(db, visit, channel, after);
      const updates = changes.map((change) => messageUpdate(change, now));
      return { updates: html`${updates}`, upTo: changes.at(-1)?.version };
    });
  }

  function newUnread(now: Visit): Html {
    const latest = unreadUpdates(now, channel);
    if (String(latest) === unread) return nothing;
    unread = String(latest);
    return latest;
  }

  /** The welcome's steps, when the page shows them and doesn't know yet what was done. */
  async function newSteps(now: Visit): Promise<Html> {
    if (!showsWelcome(c, channel)) return nothing;
    const done = await streams.share('steps', () => readSteps(db, workspace));
    const latest = welcomeSteps(done, now);
    if (String(latest) === steps) return nothing;
    steps = String(latest);
    return inside('welcome-steps', latest);
  }

  async function logFailure(error: Error): Promise<void> {
    playground.log.error({ name: error.name }, 'a live stream ended early');
  }
}
