import { atSecond, type Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'erase-members': { feature: 'app'; data: object };
  }
}

/** One wake erases all who asked for it. */
export const wakeForErasures = (at: Date): Wake => ({
  job: 'erase-members',
  data: {},
  ...atSecond('erase-members', at),
});
