import { pngOf } from '../drawing/png-of.ts';
import { feature } from '../registry/feature.ts';
import { progressCommands } from './commands.ts';
import { progressOf } from './progress.ts';

declare module '../chat/card.ts' {
  interface Pictures {
    progress: 'progress';
  }
}

/** How a member's practice goes, for themselves alone. */
export const progress = feature('progress', {
  commands: progressCommands,
  pictures: { progress: async (services, actor) => pngOf(await progressOf(services, actor)) },
});
