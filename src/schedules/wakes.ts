import { atSecond, type Wake } from '../services/wake.ts';

declare module '../services/wake.ts' {
  interface Jobs {
    'open-due-slots': { feature: 'schedules'; data: object };
  }
}

/** All schedules whose slots come at the same second share a wake. */
export const wakeForSlots = (at: Date): Wake => ({
  job: 'open-due-slots',
  data: {},
  ...atSecond('open-due-slots', at),
});
