import { localDay } from '../base/time.ts';
import type { Block } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { linkTo } from '../workspaces/platform-of.ts';
import { settingsOf } from '../workspaces/settings.ts';
import { streakOf } from './streak.ts';
import { todaysDrops } from './todays-drops.ts';

/** A member's streak, and what is asked today. */
export async function practiceHome(services: Services, actor: Actor): Promise<Block[]> {
  const { workspace, member } = actor;
  const { db, now } = services;
  const today = localDay(now(), (await settingsOf(db, workspace)).timeZone);
  const [streak, drops, link] = await Promise.all([
    streakOf(db, workspace, member, today),
    todaysDrops(services, actor),
    linkTo(services, workspace),
  ]);
  const questions = drops.map((drop) => [
    { channel: drop.channel },
    ' ',
    link(drop, drop.prompt.length > 120 ? `${drop.prompt.slice(0, 119)}…` : drop.prompt),
  ]);
  return [
    {
      type: 'header',
      text: streak === 0 ? 'Your practice' : `Your streak: ${streak} ${streak === 1 ? 'day' : 'days'}`,
    },
    { type: 'text', text: [{ bold: 'Today’s questions' }] },
    questions.length > 0
      ? { type: 'list', items: questions }
      : {
          type: 'text',
          text: ['None yet. Ask for one in any channel with ', { code: '/interview question' }, '.'],
        },
  ];
}
