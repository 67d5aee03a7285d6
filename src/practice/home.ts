import { localDay } from '../base/time.ts';
import type { Block } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { sayFrozenDays, sayStreak } from '../streaks/say-streak.ts';
import { streakOf } from '../streaks/streak.ts';
import { linkTo } from '../workspaces/platform-of.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { todaysDrops } from './todays-drops.ts';

/** A member's streak, and what is asked today. */
export async function practiceHome(services: Services, actor: Actor): Promise<Block[]> {
  const { workspace } = actor;
  const { db, now } = services;
  const settings = await settingsOf(db, workspace);
  const [kept, drops, link] = await Promise.all([
    streakOf(db, actor, settings, now()),
    todaysDrops(services, actor),
    linkTo(services, workspace),
  ]);
  const questions = drops.map((drop) => [
    { channel: drop.channel },
    ' ',
    link(drop, drop.prompt.length > 120 ? `${drop.prompt.slice(0, 119)}…` : drop.prompt),
  ]);
  const frozen = sayFrozenDays(kept, localDay(now(), settings.timeZone));
  return [
    {
      type: 'header',
      text: kept.streak === 0 ? 'Your practice' : `Your streak: ${sayStreak(kept.streak)}`,
    },
    ...(frozen ? [{ type: 'context', text: frozen } as const] : []),
    { type: 'text', text: [{ bold: 'Today’s questions' }] },
    questions.length > 0
      ? { type: 'list', items: questions }
      : {
          type: 'text',
          text: ['None yet. Ask for one in any channel with ', { code: '/interview question' }, '.'],
        },
  ];
}
