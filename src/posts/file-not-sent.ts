import type { Text } from '../chat/card.ts';
import { notice } from '../chat/notice.ts';
import type { PostDefinition } from '../registry/post-kind.ts';
import { tellPrivately } from './tell-privately.ts';

/** What a member hears of a file that doesn't come. */
export function fileNotSent(what: string, again: Text): Pick<PostDefinition, 'unreached'> {
  const parts = typeof again === 'string' ? [again] : again;
  return {
    async unreached(services, post, problem) {
      if (post.only_for === null) return;
      const text = [`Something kept me from sending ${what}: ${problem} `, ...parts];
      await tellPrivately(services, post, post.only_for, notice(text, 'warning').card);
    },
  };
}
