import type { Block } from '../chat/card.ts';
import type { Services } from '../services/services.ts';

/** Where one reads what Whetstone does with what people write, and who helps. */
export function aboutLinks({ publicUrl }: Services): readonly Block[] {
  if (publicUrl === undefined) return [];
  const link = (path: string, text: string) => ({ link: `${publicUrl}/${path}`, text });
  const text = [link('privacy', 'Privacy'), ' · ', link('terms', 'Terms'), ' · ', link('support', 'Support')];
  return [{ type: 'context', text }];
}
