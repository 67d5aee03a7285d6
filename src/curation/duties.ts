import type { Block } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';
import { isCurator } from './curators.ts';
import { countWaiting } from './suggestions.ts';

/** Nothing while no suggestion waits. */
export async function curationDuties({ db }: Services, actor: Actor): Promise<Block[]> {
  if (!(await isCurator(db, actor))) return [];
  const waiting = await countWaiting(db, actor.workspace);
  if (waiting === 0) return [];
  const text =
    waiting === 1 ? '1 suggested question is waiting.' : `${waiting} suggested questions are waiting.`;
  return [
    { type: 'divider' },
    { type: 'text', text },
    { type: 'buttons', buttons: [{ label: 'Decide', action: 'show-suggestions', value: '' }] },
  ];
}
