import type { Block } from '../chat/card.ts';
import type { Actor } from '../chat/core.ts';
import type { Services } from '../services/services.ts';

const blocks: readonly Block[] = [
  { type: 'divider' },
  { type: 'text', text: [{ bold: 'Admin' }] },
  { type: 'text', text: 'Choose when a channel gets questions, and which.' },
  { type: 'buttons', buttons: [{ label: 'Set up a channel', action: 'setup', value: '' }] },
];

export async function scheduleDuties(_services: Services, { roles }: Actor): Promise<readonly Block[]> {
  return roles?.includes('admin') ? blocks : [];
}
