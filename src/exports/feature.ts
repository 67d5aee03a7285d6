import { feature } from '../registry/feature.ts';
import type { Section } from '../registry/my-data.ts';
import { exportCommands } from './commands.ts';
import { exportPost } from './export-post.ts';

declare module '../registry/post-kind.ts' {
  interface PostKinds {
    'data-export': 'exports';
  }
}

/**
 * What a member can take with them: all that is theirs, in one file.
 * @param sections of all features
 */
export const exportsOf = (sections: () => readonly Section[]) =>
  feature('exports', {
    commands: exportCommands,
    posts: { 'data-export': exportPost(sections) },
  });
