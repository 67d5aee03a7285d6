import type { Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'remove-direct-messages': { feature: 'direct-messages'; data: { workspace: string } };
  }
}

/** One wake removes all of a workspace that are to be removed. */
export const wakeForRemoval = (workspace: string, at: Date): Wake => ({
  job: 'remove-direct-messages',
  data: { workspace },
  id: `remove-direct-messages/${workspace}/${at.getTime()}`,
  at,
});
