import type { Block } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { duePoints } from './due-points.ts';
import { recallSettingsOf } from './recall-settings.ts';

/** How much a member is about to forget; nothing for whom that is nothing. */
export async function recallHome({ db, now }: Services, actor: Actor): Promise<Block[]> {
  const { time_zone: timeZone } = await recallSettingsOf(db, actor);
  const [points] = await duePoints(db, [{ ...actor, timeZone }], now());
  const count = points?.due.length ?? 0;
  if (count === 0) return [];
  const text = count === 1 ? '1 key point is due' : `${count} key points are due`;
  return [
    { type: 'text', text: [{ bold: 'Recall' }, ` · ${text}`] },
    { type: 'buttons', buttons: [{ label: 'Start', action: 'recall', value: '' }] },
  ];
}
