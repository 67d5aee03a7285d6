import type { App } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Actor } from '../../../src/chat/core.ts';
import type { Connection } from '../connections.ts';
import { namesIn } from '../names.ts';
import { renderCard } from '../render/card.ts';
import { actorOf, type Receiving } from './receiving.ts';

/** Who goes back and forth sees what was published so shortly before. */
const freshMs = 5000;

/** A member opened Whetstone's page in Slack. */
export function onHome(app: App, receiving: Receiving): void {
  const fresh = new LRUCache<string, true>({ max: 10_000, ttl: freshMs });
  app.event('app_home_opened', async ({ event, context }) => {
    const key = `${context.teamId}/${event.user}`;
    if (event.tab !== 'home' || fresh.has(key)) return;
    fresh.set(key, true);
    receiving.background.run('home', async () => {
      try {
        const who = { team: context.teamId, user: event.user, channel: event.user };
        const found = await actorOf(receiving, who);
        if (found) await publishHome(receiving, found);
      } catch (error) {
        fresh.delete(key);
        throw error;
      }
    });
  });
}

export async function publishHome(
  { core, members }: Receiving,
  { actor, connection }: { readonly actor: Actor; readonly connection: Connection },
): Promise<void> {
  const card = await core.home(actor);
  const { blocks } = renderCard(card, await namesIn(card, connection, members), 'home');
  await connection.client.views.publish({ user_id: actor.member, view: { type: 'home', blocks } });
}
