import type { App } from '@slack/bolt';
import type { Actor } from '../../../src/chat/core.ts';
import type { Connection } from '../connections.ts';
import { namesIn } from '../names.ts';
import { renderCard } from '../render/card.ts';
import { actorOf, type Receiving } from './receiving.ts';

/** A member opened Whetstone's page in Slack. */
export function onHome(app: App, receiving: Receiving): void {
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'home') return;
    receiving.background.run('home', async () => {
      const found = await actorOf(receiving, { team: context.teamId, user: event.user, channel: event.user });
      if (found) await publishHome(receiving, found);
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
